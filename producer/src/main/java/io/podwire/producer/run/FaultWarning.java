package io.podwire.producer.run;

import io.podwire.producer.ProducerConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Says at the start that this program loses messages on purpose. Stateless. */
@Singleton
final class FaultWarning {
  private static final Logger LOG = Logger.getLogger("faults");

  void onStart(@Observes StartupEvent event, ProducerConfig config) {
    long loseEvery = config.faults().loseEvery();
    if (loseEvery > 0) {
      LOG.warnf(
          "streams of runs lose 1 message in %d on purpose; unset podwire.faults.lose-every after"
              + " the test",
          loseEvery);
    }
  }
}
