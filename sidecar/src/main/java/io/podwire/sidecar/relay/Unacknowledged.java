package io.podwire.sidecar.relay;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Copies of the messages that were sent and that no receiver has confirmed yet; they outlive the
 * connection, and the next one begins with them. The credit window bounds them. For one thread, but
 * for {@link #size}.
 */
final class Unacknowledged {
  /** Keeps nothing: a stream that is over when its connection is. */
  static final Unacknowledged NONE = new Unacknowledged(false);

  private final boolean keeps;
  private final Deque<MemorySegment> messages = new ArrayDeque<>();
  private long confirmedBytes;
  private volatile int size;

  private Unacknowledged(boolean keeps) {
    this.keeps = keeps;
  }

  /** Keeps what is sent until it is confirmed. */
  static Unacknowledged kept() {
    return new Unacknowledged(true);
  }

  boolean keeps() {
    return keeps;
  }

  /** A new connection: what it has to send first, in order. */
  List<MemorySegment> begin() {
    confirmedBytes = 0;
    return List.copyOf(messages);
  }

  /** Copies a message that is about to be sent. */
  void add(MemorySegment buffer, long offset, long length) {
    if (keeps) {
      byte[] bytes = buffer.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
      messages.add(MemorySegment.ofArray(bytes));
      size = messages.size();
    }
  }

  /**
   * Forgets what is confirmed.
   *
   * @param cumulativeBytes of frames confirmed since the connection began
   */
  void confirm(long cumulativeBytes) {
    while (!messages.isEmpty() && confirmedBytes + frameBytes() <= cumulativeBytes) {
      confirmedBytes += frameBytes();
      messages.remove();
    }
    size = messages.size();
  }

  private long frameBytes() {
    return FrameDescriptor.HEADER_BYTES + messages.element().byteSize();
  }

  /** How many messages are not confirmed; from any thread. */
  int size() {
    return size;
  }
}
