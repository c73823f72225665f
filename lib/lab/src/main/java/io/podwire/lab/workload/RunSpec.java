package io.podwire.lab.workload;

import io.podwire.ipc.WaitStrategy;
import java.time.Duration;
import java.util.Locale;

/**
 * One workload over one channel.
 *
 * @param channel the address, as {@link io.podwire.ipc.ChannelUri} reads it
 * @param pattern order of the messages
 * @param sizeBytes length of each message, 0 or more
 * @param messagesPerSecond the rate of {@link Pattern#PACED}, otherwise 0
 * @param duration of the measured phase; positive
 * @param warmup what precedes it, not counted; 0 or more
 * @param waitStrategy how both ends wait
 * @param verify what the receiver checks
 */
public record RunSpec(
    String channel,
    Pattern pattern,
    int sizeBytes,
    long messagesPerSecond,
    Duration duration,
    Duration warmup,
    WaitStrategy waitStrategy,
    VerifyLevel verify) {
  /**
   * The rate at which everything is due at once: a paced run carries then what it can for its
   * duration.
   */
  public static final long AT_ONCE_PER_SECOND = 1_000_000_000;

  /**
   * What any time in a specification may be at most, so that sums of nanoseconds never overflow.
   */
  static final Duration LONGEST = Duration.ofDays(366);

  /**
   * Refuses what can never run.
   *
   * @throws IllegalArgumentException naming what was found and what is allowed
   */
  public RunSpec {
    require(sizeBytes >= 0, "size " + sizeBytes + " is negative; give 0 or more bytes");
    require(
        duration.compareTo(Duration.ZERO) > 0,
        "duration " + duration + " is not positive; give for instance 5s");
    require(!warmup.isNegative(), "warm-up " + warmup + " is negative; give 0s or more");
    require(
        duration.compareTo(LONGEST) <= 0 && warmup.compareTo(LONGEST) <= 0,
        String.format(
            Locale.ROOT,
            "duration %s and warm-up %s are not allowed; give up to %d days each",
            duration,
            warmup,
            LONGEST.toDays()));
    require(
        pattern != Pattern.PACED || messagesPerSecond > 0,
        "rate " + messagesPerSecond + " is not positive; give 1 or more messages per second");
    require(
        pattern == Pattern.PACED || messagesPerSecond == 0,
        "a rate belongs to the pattern paced, not to " + pattern.text());
  }

  private static void require(boolean allowed, String message) {
    if (!allowed) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The same workload at a fixed rate. */
  public RunSpec paced(long perSecond) {
    return new RunSpec(
        channel, Pattern.PACED, sizeBytes, perSecond, duration, warmup, waitStrategy, verify);
  }

  /** The same workload after another warm-up. */
  public RunSpec withWarmup(Duration newWarmup) {
    return new RunSpec(
        channel, pattern, sizeBytes, messagesPerSecond, duration, newWarmup, waitStrategy, verify);
  }

  /** The same workload over another channel. */
  public RunSpec withChannel(String newChannel) {
    return new RunSpec(
        newChannel, pattern, sizeBytes, messagesPerSecond, duration, warmup, waitStrategy, verify);
  }
}
