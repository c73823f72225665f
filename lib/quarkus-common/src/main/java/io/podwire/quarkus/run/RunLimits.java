package io.podwire.quarkus.run;

import io.podwire.ipc.ChannelException;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunSpec;
import io.podwire.quarkus.ProblemException;
import java.time.Duration;
import java.util.Locale;

/**
 * What a run that is asked for over HTTP may take: one caller must not hold a program for ever, nor
 * all of its memory. The command, which runs with its user's own rights, allows more. Stateless.
 */
public final class RunLimits {
  private static final Duration DURATION = Duration.ofHours(1);
  private static final Duration WARMUP = Duration.ofMinutes(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int SIZE_BYTES = 16 << 20;

  /** What the consumer's small heap holds as a request and its response at the same time. */
  public static final int HTTP_MESSAGE_BYTES = 4 << 20;

  private static final int CORES = 1024;

  private RunLimits() {}

  /**
   * Refuses what takes too long or too much.
   *
   * @throws ProblemException 400 naming the field, what was found and what is allowed
   */
  static void require(EndSpec spec) {
    RunSpec run = spec.run();
    requireUpTo("run.duration", run.duration(), DURATION);
    requireUpTo("run.warmup", run.warmup(), WARMUP);
    requireTimeout(spec.timeout());
    requireRange("run.sizeBytes", run.sizeBytes(), 0, SIZE_BYTES);
    requireRange("run.messagesPerSecond", run.messagesPerSecond(), 0, RunSpec.AT_ONCE_PER_SECOND);
    requireRange("sourceId", spec.sourceId(), 0, Long.MAX_VALUE);
    spec.pinnedCore().ifPresent(core -> requireRange("core", core, 0, CORES - 1));
  }

  /**
   * Refuses a time to wait for a peer that is not positive or too long.
   *
   * @throws ProblemException 400
   */
  public static void requireTimeout(Duration timeout) {
    if (!timeout.isPositive()) {
      throw ProblemException.badRequest(
          String.format(
              Locale.ROOT, "timeout: %s is not positive; give for instance PT30S", timeout));
    }
    requireUpTo("timeout", timeout, TIMEOUT);
  }

  /**
   * Refuses messages that are too long for a request.
   *
   * @throws ChannelException TOO_LONG
   */
  public static void requireHttpMessage(EndSpec spec) {
    if (spec.run().sizeBytes() > HTTP_MESSAGE_BYTES) {
      throw new ChannelException(
          ChannelException.Kind.TOO_LONG,
          String.format(
              Locale.ROOT,
              "%s: message of %d bytes exceeds the %d of a request; send shorter ones or take tcp",
              spec.run().channel(),
              spec.run().sizeBytes(),
              HTTP_MESSAGE_BYTES));
    }
  }

  private static void requireUpTo(String field, Duration found, Duration most) {
    if (found.compareTo(most) > 0) {
      throw ProblemException.badRequest(
          String.format(Locale.ROOT, "%s: %s is not allowed; give up to %s", field, found, most));
    }
  }

  private static void requireRange(String field, long found, long least, long most) {
    if (found < least || found > most) {
      throw ProblemException.badRequest(
          String.format(
              Locale.ROOT, "%s: %d is not allowed; give %d to %d", field, found, least, most));
    }
  }
}
