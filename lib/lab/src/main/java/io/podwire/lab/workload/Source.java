package io.podwire.lab.workload;

import io.podwire.ipc.Sender;
import io.podwire.lab.measure.ThreadUsage;
import java.util.function.Supplier;

/** The sending end of a one-way run: streams, or sends at a rate. */
final class Source implements EndRun {
  private static final int MAX_UNCLOCKED_BYTES = 64 * 1024;
  private static final int MAX_UNCLOCKED_MESSAGES = 64;

  /** Of one message, as of an HTTP request: reading the clock, tens of ns, is nothing beside it. */
  private static final long SLOW_NANOS = 15_000;

  private static final long OFTEN_PER_SECOND = 20_000;

  private final RunSpec run;
  private final Outbox outbox;
  private final Pacer pacer;
  private final Recording recording;
  private final Framing framing;

  Source(EndSpec spec, Sender sender, Supplier<ThreadUsage> usage) {
    this.run = spec.run();
    this.outbox = new Outbox(sender, spec);
    this.pacer = new Pacer(sender.uri());
    this.recording =
        new Recording(
            EndSpec.Role.SOURCE,
            () -> usage.get().withoutCpu(pacer.cpuNanos()),
            sender::systemCalls);
    this.framing = new Framing(spec, outbox, pacer, recording);
  }

  @Override
  public EndReport run() {
    for (int left = framing.warmups(); left > 0; left--) {
      framing.end(Phase.WARMUP, send(Phase.WARMUP, warmupRate(left)));
      framing.awaitTaken();
    }
    long sent = send(Phase.MEASURED, run.messagesPerSecond());
    long lastNanos = System.nanoTime();
    framing.end(Phase.MEASURED, sent);
    EndReport report = recording.end(sent, sent, lastNanos, null);
    framing.awaitTaken();
    return report;
  }

  /**
   * At a low rate code would never be compiled: so all at once at first, then so often that the
   * receiver sleeps between messages and what wakes it is compiled too, then the run's own rate.
   */
  private long warmupRate(int left) {
    return switch (left) {
      case 1 -> run.messagesPerSecond();
      case 2 -> Math.max(run.messagesPerSecond(), OFTEN_PER_SECOND);
      default -> RunSpec.AT_ONCE_PER_SECOND;
    };
  }

  private long send(Phase phase, long messagesPerSecond) {
    long start = framing.begin(phase);
    long end = start + framing.duration(phase).toNanos();
    long sent =
        run.pattern() == Pattern.PACED
            ? paced(new Schedule(start, messagesPerSecond), phase, end)
            : stream(end);
    outbox.flush();
    return sent;
  }

  /** Looks at the clock after some messages, or after each where they are slow. */
  private long stream(long endNanos) {
    int most =
        Math.clamp(MAX_UNCLOCKED_BYTES / Math.max(run.sizeBytes(), 1), 1, MAX_UNCLOCKED_MESSAGES);
    int unclocked = 1;
    long n = 0;
    long now = System.nanoTime();
    do {
      long before = now;
      for (int i = 0; i < unclocked; i++) {
        outbox.data(n++);
      }
      now = System.nanoTime();
      unclocked = now - before < unclocked * SLOW_NANOS ? most : 1;
    } while (endNanos - now > 0);
    return n;
  }

  /**
   * Sends all that is due before the end, however late, and lasts until then; beyond saturation,
   * which would never end, only until the measured phase has taken twice its time.
   */
  private long paced(Schedule schedule, Phase phase, long endNanos) {
    boolean lasts = phase == Phase.WARMUP || schedule.isAtOnce();
    long giveUpNanos = lasts ? endNanos : endNanos + (endNanos - schedule.startNanos());
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
    outbox.flush();
    pacer.await(endNanos);
    return n;
  }
}
