package io.podwire.exhibits.backlog;

import io.podwire.exhibits.RawSystemVQueue;

/**
 * The producer: its argument is a queue's id; puts messages of one byte until the queue is full,
 * says how many, and ends.
 */
final class ProducerMain {
  private ProducerMain() {}

  public static void main(String[] arguments) {
    try (RawSystemVQueue queue = RawSystemVQueue.open(Integer.parseInt(arguments[0]))) {
      int accepted = 0;
      while (accepted < QueueBuffers.MOST_MESSAGES && queue.offer(QueueBuffers.text(accepted), 1)) {
        accepted++;
      }
      System.out.println(accepted + " " + System.nanoTime());
    }
  }
}
