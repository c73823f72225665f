package io.podwire.quarkus;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends this program when the one that started it is gone, whatever killed that one: the parent
 * holds the other end of standard input, and the kernel closes it. Only where the system property
 * {@value #PROPERTY} is {@code true}; a container's standard input means nothing.
 */
@ApplicationScoped
public class ParentWatch {
  /** Not below {@code podwire.}, where every property belongs to a configuration mapping. */
  static final String PROPERTY = "podwire-exit-on-stdin-eof";

  private static final Duration DRAIN = Duration.ofSeconds(8);

  void onStart(@Observes StartupEvent event) {
    if (Boolean.getBoolean(PROPERTY)) {
      Thread.ofPlatform().daemon().name("parent-watch").start(() -> endWith(System.in));
    }
  }

  private static void endWith(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // what the parent says means nothing
      }
    } catch (IOException e) {
      // as good as its end
    }
    Thread.ofPlatform().daemon().name("parent-watch-deadline").start(ParentWatch::haltLate);
    System.exit(0); // drains as on SIGTERM
  }

  private static void haltLate() {
    try {
      Thread.sleep(DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
