package io.podwire.sidecar.channels;

import io.podwire.ipc.ChannelUri;
import io.podwire.quarkus.health.Pulse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the pod's live channels: one whose files were damaged or removed is made anew once
 * both ends have let go, so that the flow heals without a restart. On a thread of its own, which
 * whatever goes wrong with a channel does not end. Threads may share it.
 */
public final class ChannelRepair implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ChannelRepair.class);
  private static final String LOOP = "channel-repair";
  private static final Duration PERIOD = Duration.ofSeconds(5); // each look costs an idle pod CPU
  private static final Duration STOP = Duration.ofSeconds(2);

  private final List<ChannelUri> channels;
  private final Predicate<ChannelUri> repair;
  private final Pulse pulse;
  private final Map<ChannelUri, String> faults = new HashMap<>(); // of the thread alone
  private @Nullable Thread thread;

  /**
   * Repairs these channels from {@link #start} on.
   *
   * @param repair says whether it made a channel anew, see {@link
   *     io.podwire.ipc.Transport#repair(ChannelUri)}
   */
  public ChannelRepair(List<ChannelUri> channels, Predicate<ChannelUri> repair, Pulse pulse) {
    this.channels = List.copyOf(channels);
    this.repair = repair;
    this.pulse = pulse;
  }

  /** Begins, on a daemon thread. */
  public synchronized void start() {
    thread = Thread.ofPlatform().name(LOOP).daemon().start(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      pulse.beat(LOOP);
      channels.forEach(this::look);
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    pulse.end(LOOP);
  }

  private void look(ChannelUri channel) {
    try {
      if (repair.test(channel)) {
        LOG.warnf("%s was damaged or missing, and is made anew", channel);
      }
      faults.remove(channel);
    } catch (Throwable e) { // the next turn tries again, and the other channels go on
      String fault = String.valueOf(e.getMessage());
      if (!fault.equals(faults.put(channel, fault))) {
        LOG.warnf("%s cannot be looked after: %s", channel, fault);
      }
    }
  }

  /** Ends the thread; waits a moment for that. Idempotent. */
  @Override
  public synchronized void close() {
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      boolean ignored = thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
