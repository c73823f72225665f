package io.podwire.producer.live;

import io.podwire.lab.integrity.Content;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The message that a flow sends next: the first of this process is number 0 of a new source. For
 * one thread.
 */
public final class LiveMessage {
  private final Content content;
  private final MemorySegment buffer;
  private long n;

  /** Messages of {@code sizeBytes} of the source {@code sourceId}. */
  public LiveMessage(long sourceId, int sizeBytes) {
    this.content = new Content(sourceId);
    this.buffer = Arena.ofAuto().allocate(sizeBytes, Long.BYTES);
    content.write(buffer, 0, n, sizeBytes);
  }

  /** Its bytes, until {@link #sent}. */
  public MemorySegment buffer() {
    return buffer;
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return buffer.toArray(ValueLayout.JAVA_BYTE);
  }

  /** The source of all its numbers. */
  public Content content() {
    return content;
  }

  /** It is on its way: the next one takes its place. */
  public void sent() {
    content.write(buffer, 0, ++n, buffer.byteSize());
  }
}
