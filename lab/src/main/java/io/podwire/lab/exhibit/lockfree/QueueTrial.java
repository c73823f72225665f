package io.podwire.lab.exhibit.lockfree;

import io.podwire.lab.exhibit.Stage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What came of many processes sending to one queue.
 *
 * @param messages how many were sent in all
 * @param whole how many arrived in one piece, each writer's in its order
 */
record QueueTrial(long messages, long whole) {
  private static final int MESSAGES_PER_WRITER = 400;

  static QueueTrial of(Stage stage, Writers writers) {
    try (SharedQueue queue = SharedQueue.create("/" + stage.uniqueName())) {
      try {
        writers.open(
            "queue", MESSAGES_PER_WRITER, SharedQueue.MESSAGE_BYTES, "/" + stage.uniqueName());
      } finally {
        queue.unlink(); // whatever dies now, nothing is left
      }
      writers.go();
      long whole = receive(queue, writers.count());
      return new QueueTrial(writers.calls(), whole);
    }
  }

  private static long receive(SharedQueue queue, int writers) {
    int[] next = new int[writers + 1];
    long whole = 0;
    for (int i = 0; i < writers * MESSAGES_PER_WRITER; i++) {
      long length = queue.receive();
      int writer = queue.message().get(ValueLayout.JAVA_BYTE, Integer.BYTES);
      boolean inOrder = queue.message().get(ValueLayout.JAVA_INT, 0) == next[writer]++;
      whole += inOrder && isOf(writer, queue.message(), length) ? 1 : 0;
    }
    return whole;
  }

  private static boolean isOf(int writer, MemorySegment message, long length) {
    for (long i = Integer.BYTES; i < length; i++) {
      if (message.get(ValueLayout.JAVA_BYTE, i) != writer) {
        return false;
      }
    }
    return length == SharedQueue.MESSAGE_BYTES;
  }

  boolean isWhole() {
    return messages == whole;
  }
}
