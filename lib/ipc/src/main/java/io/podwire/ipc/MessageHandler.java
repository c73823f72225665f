package io.podwire.ipc;

import java.lang.foreign.MemorySegment;

/** Takes one message at a time, on the thread that polls. */
@FunctionalInterface
public interface MessageHandler {
  /**
   * Handles a message. The bytes are valid until this returns; a reader of shared memory must not
   * trust them to stay unchanged. What this throws leaves the poll, and the message counts as
   * delivered.
   *
   * @param buffer where the message lies
   * @param offset its first byte, in bytes
   * @param length its length in bytes, 0 or more
   */
  void onMessage(MemorySegment buffer, long offset, long length);
}
