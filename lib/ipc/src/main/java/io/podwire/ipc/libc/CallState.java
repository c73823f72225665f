package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * What a series of downcalls by one thread at a time leaves behind: the last errno and the number
 * of calls. Each end of a channel has its own.
 */
public final class CallState {
  private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      LAYOUT.byteOffset(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));

  private static final long SCRATCH_OFFSET = 16;
  private static final long SCRATCH_BYTES = 16;

  private final MemorySegment memory =
      Arena.ofAuto().allocate(SCRATCH_OFFSET + SCRATCH_BYTES, SCRATCH_OFFSET);
  private final MemorySegment segment = memory.asSlice(0, LAYOUT);
  private final MemorySegment scratch = memory.asSlice(SCRATCH_OFFSET);
  private long calls;

  /** Counts a call and gives the segment to pass with it. */
  MemorySegment count() {
    countSilent();
    return segment;
  }

  /** Counts a call that leaves no errno. */
  void countSilent() {
    calls++;
  }

  /** Room for the small argument of one call, so that frequent calls need not allocate. */
  MemorySegment scratch() {
    return scratch;
  }

  /** The errno of the last call that failed. */
  public int errno() {
    return segment.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
  }

  /** How many system calls were made; read by other threads it may lag. */
  public long systemCalls() {
    return calls;
  }
}
