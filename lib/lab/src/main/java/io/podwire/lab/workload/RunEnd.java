package io.podwire.lab.workload;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.libc.Affinity;
import io.podwire.lab.measure.ThreadUsage;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One end of a run: the source, which connects and sends, or the sink, which receives and, in a
 * round trip, echoes. {@link #run} on one thread; {@link #close} from any.
 */
public final class RunEnd implements AutoCloseable {
  private final EndSpec spec;
  private final Supplier<ThreadUsage> usage;
  private @Nullable OpenEnds ends;
  private @Nullable Thread runner;
  private boolean closed;

  private RunEnd(EndSpec spec, @Nullable OpenEnds ends, Supplier<ThreadUsage> usage) {
    this.spec = spec;
    this.usage = usage;
    this.ends = ends;
  }

  /**
   * Opens the channel. A source connects and waits for the sink up to the spec's timeout; an
   * interrupt ends the wait. A sink binds and does not wait; that of a round trip accepts the
   * source in {@link #run}.
   *
   * @throws ChannelException TOO_LONG if the channel cannot carry the messages, and whatever the
   *     channel throws
   */
  public static RunEnd open(EndSpec spec) {
    ChannelUri uri = ChannelUri.parse(spec.run().channel());
    Transport transport = Transports.of(uri);
    requireSize(spec, uri, transport.maxMessageBytes(uri));
    if (spec.role() == EndSpec.Role.SINK && isDuplex(spec)) {
      transport.prepare(uri, true);
      return new RunEnd(spec, null, ThreadUsage::now);
    }
    return new RunEnd(spec, OpenEnds.open(spec, transport, uri), ThreadUsage::now);
  }

  /**
   * Takes an end of a channel that the caller has opened, for ways to send that are no {@link
   * Transport}. {@link #close} closes it, the end of {@link #run} does not.
   *
   * @param channel the way back, of a source its receiver and of a sink its sender, is used in a
   *     round trip only
   */
  public static RunEnd over(EndSpec spec, Channel channel) {
    return over(spec, channel, ThreadUsage::now);
  }

  /**
   * The same where not only the thread of {@link #run} does the work.
   *
   * @param usage see {@link Recording}
   */
  public static RunEnd over(EndSpec spec, Channel channel, Supplier<ThreadUsage> usage) {
    requireSize(spec, channel.sender().uri(), channel.sender().maxMessageBytes());
    return new RunEnd(spec, new OpenEnds(channel.sender(), channel.receiver()), usage);
  }

  /** The same for a source that only sends. */
  public static RunEnd over(EndSpec spec, Sender sender) {
    requireSize(spec, sender.uri(), sender.maxMessageBytes());
    return new RunEnd(spec, new OpenEnds(sender, null), ThreadUsage::now);
  }

  private static void requireSize(EndSpec spec, ChannelUri uri, long maxBytes) {
    int sizeBytes = spec.run().sizeBytes();
    if (Math.max(sizeBytes, ControlMessage.BYTES) > maxBytes) {
      throw new ChannelException(
          ChannelException.Kind.TOO_LONG,
          sizeBytes > maxBytes
              ? String.format(
                  Locale.ROOT,
                  "%s: message of %d bytes exceeds the channel's %d; send shorter ones or enlarge it",
                  uri,
                  sizeBytes,
                  maxBytes)
              : String.format(
                  Locale.ROOT,
                  "%s: the channel's messages of %d bytes are too short for a run, which needs %d",
                  uri,
                  maxBytes,
                  ControlMessage.BYTES));
    }
  }

  static boolean isDuplex(EndSpec spec) {
    return spec.run().pattern() == Pattern.ROUND_TRIP;
  }

  /**
   * Carries out warm-up and measured phase on the calling thread, which stays pinned if the spec
   * names a core. Once only.
   *
   * @throws ChannelException TIMEOUT if nothing moves for the spec's timeout, PEER_GONE if the peer
   *     ends before the run does, CLOSED after {@link #close}, INTERRUPTED, or a fault of the
   *     channel
   */
  public EndReport run() {
    enter();
    try {
      spec.pinnedCore().ifPresent(Affinity::pin);
      return endRun(openEnds()).run();
    } catch (ChannelException | IllegalStateException e) { // the latter: its memory is closed
      throw isClosed() ? closedBy(e) : e;
    } finally {
      leave();
    }
  }

  private OpenEnds openEnds() {
    synchronized (this) {
      if (ends != null) {
        return ends;
      }
    }
    ChannelUri uri = ChannelUri.parse(spec.run().channel());
    OpenEnds accepted = OpenEnds.open(spec, Transports.of(uri), uri);
    synchronized (this) {
      ends = accepted;
      if (closed) {
        accepted.close();
      }
    }
    return accepted;
  }

  private EndRun endRun(OpenEnds open) {
    return switch (spec.role()) {
      case SINK ->
          new Sink(spec, open.requiredReceiver(), isDuplex(spec) ? open.sender() : null, usage);
      case SOURCE ->
          isDuplex(spec)
              ? new RoundTripSource(spec, open.requiredSender(), open.requiredReceiver(), usage)
              : new Source(spec, open.requiredSender(), usage);
    };
  }

  private synchronized void enter() {
    if (closed) {
      throw closedBy(null);
    }
    runner = Thread.currentThread();
  }

  private synchronized void leave() {
    runner = null;
    if (closed) {
      Thread.interrupted(); // close() interrupted this thread; that is not the caller's interrupt
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private ChannelException closedBy(@Nullable RuntimeException cause) {
    return new ChannelException(
        ChannelException.Kind.CLOSED, spec.run().channel() + ": the run was ended by close", cause);
  }

  /** Closes the channel and ends {@link #run} with a {@link ChannelException} of kind CLOSED. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (runner != null) {
      runner.interrupt(); // ends waits that no channel serves: accepting, pacing
    }
    if (ends != null) {
      ends.close();
    }
  }
}
