package io.podwire.lab.integrity;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What became of one source's messages: each is checked where it lies, and what is not the next one
 * in order is counted as what it is. One thread receives; any thread reads the counts.
 *
 * <p>A number that was passed over is missing; it is lost if it never comes, and reordered if it
 * comes late. A number that came already is duplicated. A message whose bytes are not the source's
 * is corrupted; its number is not believed, so it stands for one of the missing, if any is, which
 * then is not lost as well. Intact messages of another source are unknown, and so are late ones of
 * which it is forgotten whether they were missing (beyond {@value MissingRanges#CAPACITY} gaps).
 *
 * <p>Where messages carry no number (length 0, or {@link CheckDepth#COUNT}) only their count is
 * known: too few are lost, too many unknown.
 */
public final class History {
  private static final VarHandle NEXT = nextHandle();

  private record Faults(IntegrityCounts counts, long missing) {}

  private final Content content;
  private final CheckDepth depth;
  private final long sizeBytes;
  private final long first;
  private final MissingRanges missing = new MissingRanges();
  private long next;
  private long duplicated;
  private long reordered;
  private long corrupted;
  private long unknown;
  private volatile Faults faults = new Faults(IntegrityCounts.NONE, 0);

  /** The history of a source from its message 0. */
  public History(Content content, CheckDepth depth, long sizeBytes) {
    this(content, depth, sizeBytes, 0);
  }

  /**
   * The history of a source from a later message on.
   *
   * @param sizeBytes the length of every message
   * @param first the number of the message that is expected first
   */
  public History(Content content, CheckDepth depth, long sizeBytes, long first) {
    this.content = content;
    this.depth = sizeBytes == 0 ? CheckDepth.COUNT : depth;
    this.sizeBytes = sizeBytes;
    this.first = first;
    this.next = first;
  }

  private static VarHandle nextHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(History.class, "next", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Takes the next message that came; returns its number, or -1 if that is not known. Allocates
   * only when something is wrong.
   */
  public long onMessage(MemorySegment buffer, long offset, long length) {
    long n = next;
    if (length == sizeBytes && isMessage(n, buffer, offset)) {
      NEXT.setOpaque(this, n + 1);
      return n;
    }
    long number = onUnexpected(buffer, offset, length);
    publish();
    return number;
  }

  private boolean isMessage(long n, MemorySegment buffer, long offset) {
    if (depth == CheckDepth.CONTENT) {
      return content.matches(buffer, offset, n, sizeBytes);
    }
    return depth == CheckDepth.COUNT || content.hasNumber(buffer, offset, n, sizeBytes);
  }

  private long onUnexpected(MemorySegment buffer, long offset, long length) {
    long n = length == sizeBytes ? content.numberOf(buffer, offset, length, next) : -1;
    if (n >= 0 && isMessage(n, buffer, offset)) {
      onNumber(n);
      return n;
    }
    if (isForeign(buffer, offset, length)) {
      unknown++;
    } else {
      corrupted++;
    }
    return -1;
  }

  private void onNumber(long n) {
    if (n >= next) {
      missing.append(next, n);
      NEXT.setOpaque(this, n + 1);
    } else if (n < first || missing.isForgotten(n)) {
      unknown++;
    } else if (missing.remove(n)) {
      reordered++;
    } else {
      duplicated++;
    }
  }

  private boolean isForeign(MemorySegment buffer, long offset, long length) {
    long source = Content.sourceOf(buffer, offset, length);
    if (source < 0 || source == content.sourceId()) {
      return false;
    }
    Content other = new Content(source);
    long n = other.numberOf(buffer, offset, length, 0);
    return n >= 0 && (depth != CheckDepth.CONTENT || other.matches(buffer, offset, n, length));
  }

  /**
   * Says that the source has sent the messages up to {@code end}: what has not come by now is lost.
   *
   * @param end the number after the last that was sent
   */
  public void finish(long end) {
    if (end > next) {
      missing.append(next, end);
    } else {
      unknown += next - end;
    }
    NEXT.setOpaque(this, end);
    publish();
  }

  private void publish() {
    long lost = Math.max(0, missing.total() - corrupted);
    faults =
        new Faults(
            new IntegrityCounts(lost, duplicated, reordered, corrupted, unknown), missing.total());
  }

  /** The source that this is the history of. */
  public long sourceId() {
    return content.sourceId();
  }

  /** What went wrong so far; from any thread. */
  public IntegrityCounts counts() {
    return faults.counts();
  }

  /** How many messages came, of any kind; from any thread, which may see it late. */
  public long received() {
    IntegrityCounts counts = counts();
    return settled() + counts.duplicated() + counts.unknown();
  }

  /** How many of the source's messages came, each counted once, corrupted ones included. */
  public long settled() {
    Faults now = faults;
    return (long) NEXT.getOpaque(this) - first - now.missing() + now.counts().corrupted();
  }
}
