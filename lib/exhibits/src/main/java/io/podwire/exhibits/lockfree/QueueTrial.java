package io.podwire.exhibits.lockfree;

import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.exhibits.Stage;

/**
 * What came of many processes sending to one queue.
 *
 * @param messages how many were sent in all
 * @param whole how many arrived in one piece, each writer's in its order
 */
record QueueTrial(long messages, long whole) {
  static final int MESSAGE_BYTES = 1024;

  private static final int MAX_MESSAGES = 10;
  private static final int MESSAGES_PER_WRITER = 400;

  static QueueTrial of(Stage stage, Writers writers) {
    String name = "/" + stage.uniqueName();
    try (RawPosixQueue queue = RawPosixQueue.create(name, MAX_MESSAGES, MESSAGE_BYTES)) {
      writers.open("queue", MESSAGES_PER_WRITER, MESSAGE_BYTES, name);
      writers.go();
      long whole = take(queue, writers.count());
      return new QueueTrial(writers.calls(), whole);
    }
  }

  /** A writer's message: both numbers, and the writer's over and over. */
  static String message(int writer, int number) {
    String head = writer + " " + number + " ";
    return head + Integer.toString(writer).repeat(MESSAGE_BYTES - head.length());
  }

  private static long take(RawPosixQueue queue, int writers) {
    int[] next = new int[writers + 1];
    long whole = 0;
    for (int i = 0; i < writers * MESSAGES_PER_WRITER; i++) {
      String message = queue.take(Deadline.patient());
      if (message == null) {
        break; // the count will tell
      }
      int writer = Character.digit(message.charAt(0), 10);
      whole += message.equals(message(writer, next[writer]++)) ? 1 : 0;
    }
    return whole;
  }

  boolean isWhole() {
    return messages == whole;
  }
}
