package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Descriptors whose bytes are awaited together (poll(2)). For one thread. */
public final class PollSet {
  private static final long ENTRY_BYTES = 8; // descriptor, events asked for, events that came
  private static final long EVENTS_OFFSET = 4;
  private static final long CAME_OFFSET = 6;

  private final MemorySegment entries;
  private int size;

  /** For up to {@code capacity} descriptors. */
  public PollSet(int capacity) {
    entries = Arena.ofAuto().allocate(capacity * ENTRY_BYTES, ENTRY_BYTES);
  }

  /** Forgets all descriptors. */
  public void clear() {
    size = 0;
  }

  /** Adds a descriptor; its index counts from 0 in the order of adding. */
  public void add(int fd) {
    long at = size * ENTRY_BYTES;
    entries.set(ValueLayout.JAVA_INT, at, fd);
    entries.set(ValueLayout.JAVA_SHORT, at + EVENTS_OFFSET, Descriptors.POLLIN);
    entries.set(ValueLayout.JAVA_SHORT, at + CAME_OFFSET, (short) 0);
    size++;
  }

  /**
   * Waits until one of them has something to read, an end or an error; returns how many do, 0 at
   * the timeout, or -1.
   *
   * @param timeoutMillis 0 looks only, -1 waits for ever
   */
  public int poll(CallState state, int timeoutMillis) {
    return Descriptors.pollAll(state, entries, size, timeoutMillis);
  }

  /** Whether the last {@link #poll} found something at the descriptor of this index. */
  public boolean isReady(int index) {
    return entries.get(ValueLayout.JAVA_SHORT, index * ENTRY_BYTES + CAME_OFFSET) != 0;
  }
}
