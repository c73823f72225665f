package io.podwire.lab.workload;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What a source says about its messages, in the channel among them: where a phase begins and with
 * how many messages it ended. Its first word is negative, as that of no data message is.
 *
 * <pre>
 *   0        8        16           24       32       40       48       56
 *   +--------+--------+------------+--------+--------+--------+--------+
 *   | magic  | source | kind+phase | value  | rate   | clock  | check  |
 *   +--------+--------+------------+--------+--------+--------+--------+
 * </pre>
 *
 * @param sourceId of the run
 * @param kind begin or end
 * @param phase of the run
 * @param value begin: {@link System#nanoTime()} at which message 0 is due; end: how many messages
 *     were sent
 * @param messagesPerSecond begin: the rate of a paced run, else 0
 * @param clock begin: what names the sender's monotonic clock, see {@link Clock}
 */
public record ControlMessage(
    long sourceId, Kind kind, Phase phase, long value, long messagesPerSecond, long clock) {
  /** The length of every control message. */
  public static final int BYTES = 56;

  private static final long MAGIC = 0x9150_4F44_5749_5245L;
  private static final long CHECK_STEP = 0x9E37_79B9_7F4A_7C15L;
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** What it says. */
  public enum Kind {
    /** The phase begins with the next message. */
    BEGIN,
    /** The phase has ended. */
    END
  }

  /** A begin. */
  static ControlMessage begin(EndSpec spec, Phase phase, long startNanos) {
    return new ControlMessage(
        spec.sourceId(),
        Kind.BEGIN,
        phase,
        startNanos,
        spec.run().messagesPerSecond(),
        Clock.ofThisBoot());
  }

  /** An end. */
  static ControlMessage end(EndSpec spec, Phase phase, long sent) {
    return new ControlMessage(spec.sourceId(), Kind.END, phase, sent, 0, 0);
  }

  /** Whether these bytes are a control message, of whatever source. */
  public static boolean isAt(MemorySegment buffer, long offset, long length) {
    return length == BYTES
        && buffer.get(WORD, offset) == MAGIC
        && check(buffer, offset) == buffer.get(WORD, offset + 48);
  }

  private static long check(MemorySegment buffer, long offset) {
    long check = MAGIC;
    for (long at = offset + 8; at < offset + 48; at += 8) {
      check = (check ^ buffer.get(WORD, at)) * CHECK_STEP;
    }
    return check;
  }

  /** Reads what {@link #isAt} has found. */
  static ControlMessage read(MemorySegment buffer, long offset) {
    long kindAndPhase = buffer.get(WORD, offset + 16);
    return new ControlMessage(
        buffer.get(WORD, offset + 8),
        (kindAndPhase & 1) == 0 ? Kind.BEGIN : Kind.END,
        (kindAndPhase & 2) == 0 ? Phase.WARMUP : Phase.MEASURED,
        buffer.get(WORD, offset + 24),
        buffer.get(WORD, offset + 32),
        buffer.get(WORD, offset + 40));
  }

  /** Writes it to the first {@value #BYTES} bytes. */
  void write(MemorySegment buffer) {
    buffer.set(WORD, 0, MAGIC);
    buffer.set(WORD, 8, sourceId);
    buffer.set(WORD, 16, kind.ordinal() | (long) phase.ordinal() << 1);
    buffer.set(WORD, 24, value);
    buffer.set(WORD, 32, messagesPerSecond);
    buffer.set(WORD, 40, clock);
    buffer.set(WORD, 48, check(buffer, 0));
  }
}
