package io.podwire.lab.workload;

import io.podwire.ipc.Sender;
import io.podwire.lab.measure.ThreadUsage;
import java.time.Duration;

/** The sending end of a one-way run: streams, or sends at a rate. */
final class Source implements EndRun {
  private static final long LEAD_NANOS = 1_000_000; // so that the first message is not late already
  private static final int MAX_UNCLOCKED_BYTES = 64 * 1024;
  private static final int MAX_UNCLOCKED_MESSAGES = 64;

  private final EndSpec spec;
  private final RunSpec run;
  private final Outbox outbox;
  private final Pacer pacer;
  private final Recording recording;

  Source(EndSpec spec, Sender sender) {
    this.spec = spec;
    this.run = spec.run();
    this.outbox = new Outbox(sender, spec);
    this.pacer = new Pacer(sender.uri(), run.waitStrategy());
    this.recording = new Recording(EndSpec.Role.SOURCE, ThreadUsage::now, sender::systemCalls);
  }

  @Override
  public EndReport run() {
    if (!run.warmup().isZero()) {
      long sent = send(Phase.WARMUP, run.warmup());
      outbox.control(ControlMessage.end(spec, Phase.WARMUP, sent));
      outbox.drain(); // the backlog of the warm-up is not the measured phase's
    }
    long sent = send(Phase.MEASURED, run.duration());
    EndReport report = recording.end(sent, sent, System.nanoTime(), null);
    outbox.last(ControlMessage.end(spec, Phase.MEASURED, sent));
    return report;
  }

  private long send(Phase phase, Duration duration) {
    long start = System.nanoTime() + LEAD_NANOS;
    outbox.of(phase.sourceId(spec.sourceId()));
    outbox.control(ControlMessage.begin(spec, phase, start));
    recording.begin();
    long sent =
        run.pattern() == Pattern.PACED
            ? paced(new Schedule(start, run.messagesPerSecond()), start, start + duration.toNanos())
            : stream(recording.firstNanos() + duration.toNanos());
    outbox.flush();
    return sent;
  }

  private long stream(long endNanos) {
    int unclocked =
        Math.clamp(MAX_UNCLOCKED_BYTES / Math.max(run.sizeBytes(), 1), 1, MAX_UNCLOCKED_MESSAGES);
    long n = 0;
    do {
      for (int i = 0; i < unclocked; i++) {
        outbox.data(n++);
      }
    } while (endNanos - System.nanoTime() > 0);
    return n;
  }

  /**
   * Sends all that is due before the end, however late; beyond saturation, which would never end,
   * only until the phase has taken twice its time.
   */
  private long paced(Schedule schedule, long startNanos, long endNanos) {
    long giveUpNanos = endNanos + (endNanos - startNanos);
    long n = 0;
    for (long due = schedule.dueNanos(0); endNanos - due > 0; due = schedule.dueNanos(++n)) {
      long now = System.nanoTime();
      if (due - now > 0) {
        outbox.flush(); // the batch of those that were late, before the wait
        pacer.await(due);
      } else if (giveUpNanos - now < 0) {
        return n;
      }
      outbox.data(n);
    }
    return n;
  }
}
