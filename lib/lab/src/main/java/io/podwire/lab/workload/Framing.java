package io.podwire.lab.workload;

import io.podwire.ipc.ChannelException;
import java.time.Duration;

/**
 * Frames the phases of a source's run, so that neither the ends' own preparations nor the compilers
 * are measured. For one thread.
 *
 * <p>The warm-up is several phases: the compilers throw away code that meets what it was not
 * compiled for, and what ends one phase and begins the next is just that. After a warm-up of one
 * piece they would do so when the measured phase begins.
 *
 * <p>The measured phase is announced twice: at first so long before it that the sink gets ready,
 * also one whose code no warm-up has run, then so shortly before it that what both ends count is
 * the phase's.
 */
final class Framing {
  /** How long before its first message a phase is last announced. */
  static final long LEAD_NANOS = 3_000_000;

  private static final long COLD_LEAD_NANOS = 20_000_000;
  private static final int WARMUPS = 3;

  private final EndSpec spec;
  private final Outbox outbox;
  private final Pacer pacer;
  private final Recording recording;

  Framing(EndSpec spec, Outbox outbox, Pacer pacer, Recording recording) {
    this.spec = spec;
    this.outbox = outbox;
    this.pacer = pacer;
    this.recording = recording;
  }

  /** How many phases the warm-up has. */
  int warmups() {
    return spec.run().warmup().isZero() ? 0 : WARMUPS;
  }

  /** How long a phase lasts. */
  Duration duration(Phase phase) {
    return switch (phase) {
      case WARMUP -> spec.run().warmup().dividedBy(WARMUPS);
      case MEASURED -> spec.run().duration();
    };
  }

  /** Begins a phase; returns its start, which has come, in {@link System#nanoTime()}. */
  long begin(Phase phase) {
    outbox.of(phase.sourceId(spec.sourceId()));
    if (phase == Phase.WARMUP) {
      return announce(phase, 0);
    }
    long announced = announce(phase, warmups() == 0 ? COLD_LEAD_NANOS : LEAD_NANOS);
    pacer.await(announced);
    long start = announce(phase, LEAD_NANOS);
    long now = System.nanoTime();
    if (now - start > 0 && spec.run().pattern() != Pattern.PACED) {
      recording.countFrom(now); // the announcement took longer, as a request may
      return now;
    }
    pacer.await(start);
    return start;
  }

  private long announce(Phase phase, long leadNanos) {
    recording.begin(); // first: it takes its time
    long start = System.nanoTime() + leadNanos;
    recording.countFrom(start);
    outbox.control(ControlMessage.begin(spec, phase, start));
    return start;
  }

  /**
   * Ends a phase. Before this end makes its report, for which the sink would wait; and each phase
   * in the same way, so that none does for the first time what the measured one's end has to do.
   */
  void end(Phase phase, long sent) {
    try {
      outbox.control(ControlMessage.end(spec, phase, sent));
    } catch (ChannelException e) {
      throwUnlessGone(e);
    }
  }

  /** Waits until the sink has taken the end of a phase: its backlog is not the next one's. */
  void awaitTaken() {
    try {
      outbox.drain();
    } catch (ChannelException e) {
      throwUnlessGone(e);
    }
  }

  /**
   * A sink that has taken the last end may be gone; if it went without it, it has failed and says
   * so itself.
   */
  private static void throwUnlessGone(ChannelException e) {
    if (e.kind() != ChannelException.Kind.PEER_GONE) {
      throw e;
    }
  }
}
