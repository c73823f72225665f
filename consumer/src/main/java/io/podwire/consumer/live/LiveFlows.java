package io.podwire.consumer.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwire.api.FlowState;
import io.podwire.api.LiveState;
import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelUri;
import io.podwire.quarkus.HostPort;
import io.podwire.quarkus.PodConfig;
import io.podwire.quarkus.health.Pulse;
import io.podwire.quarkus.live.FlowMetrics;
import io.podwire.quarkus.live.LiveEnd;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The receiving ends of all live flows of the pod, each on a daemon thread of its own, which sleeps
 * in the kernel while nothing comes. Shared by threads.
 */
@Singleton
public final class LiveFlows implements LiveEnd {
  private static final String RELAY = "shm-relay";
  private static final Logger LOG = Logger.getLogger("live");
  private static final long STACK_BYTES = 256 * 1024;
  private static final Duration DRAIN = Duration.ofSeconds(4);

  private final LoopControl control;
  private final List<LiveReceiver> receivers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final LiveHttp http;

  LiveFlows(PodConfig config, Pulse pulse, MeterRegistry registry) {
    control = new LoopControl(pulse);
    Path directory = config.channels().directory();
    channels(config)
        .forEach(
            (name, uri) ->
                receivers.add(new LiveReceiver(name, uri, historyOf(name, directory), control)));
    http = new LiveHttp(httpAddress(config), directory.resolve("http.ledger"));
    flows().forEach(flow -> register(registry, flow));
  }

  private static Map<String, ChannelUri> channels(PodConfig config) {
    PodChannels pod = config.podChannels();
    Map<String, ChannelUri> channels = new TreeMap<>();
    for (String scheme : List.of("shm", "fifo", "mq", "sysv", "uds")) {
      channels.put(scheme, pod.uri(scheme, "live"));
    }
    channels.put("tcp", config.liveTcp());
    channels.put(RELAY, pod.uri("shm", "relay-in"));
    return channels;
  }

  private static FlowHistory historyOf(String name, Path directory) {
    return name.equals(RELAY)
        ? new RelayHistory(directory, name)
        : LiveHistory.of(directory.resolve(name + ".ledger"));
  }

  private static String httpAddress(PodConfig config) {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    return "http://" + HostPort.of(config.host(), port);
  }

  private List<LiveFlow> flows() {
    List<LiveFlow> flows = new ArrayList<>(receivers);
    flows.add(http);
    return flows;
  }

  private static void register(MeterRegistry registry, LiveFlow flow) {
    FlowMetrics.register(registry, flow::state);
    Gauge.builder("podwire.ledger.processed.messages", flow, LiveFlow::processed)
        .tag("channel", flow.name())
        .register(registry);
  }

  void start(@Observes StartupEvent event) {
    for (LiveReceiver receiver : receivers) {
      threads.add(
          Thread.ofPlatform()
              .name("live-" + receiver.name())
              .stackSize(STACK_BYTES)
              .daemon()
              .start(receiver));
    }
  }

  /** Receives until the senders have ended or are silent, closes, and logs each flow's account. */
  void drain(@Observes ShutdownEvent event) throws InterruptedException {
    control.stop();
    awaitReceivers();
    state().flows().forEach(flow -> LOG.info(LiveAccount.of(flow)));
  }

  private void awaitReceivers() throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    for (Thread thread : threads) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || !thread.join(left)) {
        return; // a daemon: the process ends without it
      }
    }
  }

  /** The flow over HTTP. */
  public LiveHttp http() {
    return http;
  }

  @Override
  public LiveState state() {
    List<FlowState> states = flows().stream().map(LiveFlow::state).toList();
    return new LiveState(control.isPaused(), states);
  }

  @Override
  public void pause(boolean wanted, @Nullable Duration atMost) {
    control.pause(wanted, atMost);
  }
}
