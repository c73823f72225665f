package io.podwire.exhibits.unordered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Two processes that each say how far they are and then look how far the other is, again and again
 * (the litmus test "store buffering"). If memory were one place where everything happens in one
 * order, at least one of any two such looks would have to see the other's word. For one thread of
 * each process.
 *
 * <pre>
 *   0        128      256      384                    384 + 4 x STEPS
 *   +--- - --+--- - --+--- - --+----------------------+----------------------+
 *   | mine 0 | mine 1 | ready  | what side 0 saw      | what side 1 saw      |
 *   +--- - --+--- - --+--- - --+----------------------+----------------------+
 * </pre>
 */
final class Crossing implements AutoCloseable {
  /** How often each side looks in a round. */
  static final int STEPS = 200_000;

  private static final long SIDE_BYTES = 128;
  private static final long READY_OFFSET = 2 * SIDE_BYTES;
  private static final long SEEN_OFFSET = 3 * SIDE_BYTES;
  private static final long SEEN_BYTES = (long) STEPS * Integer.BYTES;
  private static final ValueLayout.OfInt WORD = ValueLayout.JAVA_INT;
  private static final VarHandle ORDERED = WORD.varHandle();

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory;

  Crossing(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, SEEN_OFFSET + 2 * SEEN_BYTES, arena);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes ready for a round; no side may be in one. */
  void reset() {
    memory.fill((byte) 0);
    VarHandle.fullFence();
  }

  /** Says that this side is about to begin; pairs with {@link #isReady}. */
  void ready() {
    ORDERED.setRelease(memory, READY_OFFSET, 1);
  }

  boolean isReady() {
    return (int) ORDERED.getAcquire(memory, READY_OFFSET) != 0;
  }

  /** One side's round with plain stores and loads. */
  void crossPlainly(int side) {
    for (int step = 1; step < STEPS; step++) {
      memory.set(WORD, side * SIDE_BYTES, step);
      saw(side, step, memory.get(WORD, (1 - side) * SIDE_BYTES));
    }
  }

  /** The same with a full fence between the store and the load, on both sides. */
  void crossFenced(int side) {
    for (int step = 1; step < STEPS; step++) {
      memory.set(WORD, side * SIDE_BYTES, step);
      VarHandle.fullFence();
      saw(side, step, memory.get(WORD, (1 - side) * SIDE_BYTES));
    }
  }

  private void saw(int side, int step, int other) {
    memory.set(WORD, seenOffset(side, step), other);
  }

  private int seen(int side, int step) {
    return memory.get(WORD, seenOffset(side, step));
  }

  private static long seenOffset(int side, int step) {
    return SEEN_OFFSET + side * SEEN_BYTES + (long) step * Integer.BYTES;
  }

  /**
   * After both sides' round: how many looks of side 0 were stale together with one of side 1. At
   * step {@code a} side 0 had not seen the other's step {@code b}; if at that step the other had
   * not seen {@code a} either, both had stored first and looked then, and neither saw the other.
   */
  long countStale() {
    long stale = 0;
    for (int a = 1; a < STEPS; a++) {
      int b = seen(0, a) + 1;
      stale += b < STEPS && seen(1, b) < a ? 1 : 0;
    }
    return stale;
  }

  /** How many looks of side 0 met the other under way, neither before nor after its round. */
  long countMet() {
    long met = 0;
    for (int a = 1; a < STEPS; a++) {
      int other = seen(0, a);
      met += other > 0 && other < STEPS - 1 ? 1 : 0;
    }
    return met;
  }

  @Override
  public void close() {
    arena.close();
  }
}
