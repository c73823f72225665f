package io.podwire.producer.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwire.api.LiveState;
import io.podwire.api.PodChannels;
import io.podwire.producer.ProducerConfig;
import io.podwire.producer.http.HttpMessages;
import io.podwire.quarkus.PodConfig;
import io.podwire.quarkus.health.Pulse;
import io.podwire.quarkus.live.FlowMetrics;
import io.podwire.quarkus.live.LiveEnd;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sending ends of all live flows of the pod, on one thread: no flow waits, so none holds up
 * another, and few wake-ups are needed. Shared by threads.
 */
@Singleton
public final class LiveFlows implements LiveEnd {
  private static final Logger LOG = Logger.getLogger("live");
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final Connector connector = new Connector();
  private final List<SendingFlow> flows = new ArrayList<>();
  private final Ticker ticker;
  private final long sourceId;

  LiveFlows(
      PodConfig pod,
      ProducerConfig config,
      HttpMessages http,
      Pulse pulse,
      MeterRegistry registry) {
    Source source = new Source(config.live().sizeBytes());
    sourceId = source.id();
    addChannels(pod, source);
    flows.add(new HttpFlow(config.consumer().url(), source.message(), http));
    flows.add(new PipeFlow(source.message(), connector));
    flows.forEach(flow -> FlowMetrics.register(registry, flow::state));
    ticker = new Ticker(flows, config.live().messagesPerSecond(), pulse);
  }

  private void addChannels(PodConfig pod, Source source) {
    PodChannels channels = pod.podChannels();
    for (String scheme : List.of("shm", "fifo", "mq", "sysv", "uds")) {
      add(scheme, channels.uri(scheme, "live"), source);
    }
    add("tcp", pod.liveTcp(), source);
    add("shm-relay", channels.uri("shm", "relay-out"), source);
  }

  private void add(String name, io.podwire.ipc.ChannelUri uri, Source source) {
    flows.add(new ChannelFlow(name, uri, source.message(), connector));
  }

  /** This process: a new source. */
  private record Source(long id, int sizeBytes) {
    Source(int sizeBytes) {
      this(new SecureRandom().nextLong() & Long.MAX_VALUE >>> 1, sizeBytes);
    }

    LiveMessage message() {
      return new LiveMessage(id, sizeBytes);
    }
  }

  void start(@Observes StartupEvent event) {
    ticker.start();
  }

  /** Stops sending, waits until what was sent is received, and writes the ends. */
  void drain(@Observes ShutdownEvent event) {
    ticker.stop();
    connector.close();
    long deadline = System.nanoTime() + DRAIN.toNanos();
    flows.forEach(flow -> flow.drain(deadline));
    flows.forEach(
        flow -> LOG.infof("%s: source %x %s", flow.state().name(), sourceId, flow.account()));
  }

  @Override
  public LiveState state() {
    return new LiveState(
        ticker.pause().isPaused(), flows.stream().map(SendingFlow::state).toList());
  }

  @Override
  public void pause(boolean paused, @Nullable Duration atMost) {
    ticker.pause().set(paused, atMost);
  }
}
