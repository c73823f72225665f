package io.podwire.exhibits.backlog;

import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.RawSystemVQueue;
import io.podwire.ipc.libc.ParentDeath;
import java.time.Duration;

/**
 * The consumer: its argument is a queue's id; takes what is there and says when it took the first,
 * how many there were and how many were the wrong one.
 */
final class ConsumerMain {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private ConsumerMain() {}

  public static void main(String[] arguments) {
    ParentDeath.killsThisProcess();
    try (RawSystemVQueue queue = RawSystemVQueue.open(Integer.parseInt(arguments[0]))) {
      long firstNanos = System.nanoTime();
      int taken = 0;
      int wrong = 0;
      String text = queue.take(RawSystemVQueue.ANY, Deadline.patient());
      while (text != null) {
        wrong += text.equals(QueueBuffers.text(taken)) ? 0 : 1;
        taken++;
        text = queue.take(RawSystemVQueue.ANY, Deadline.in(PAUSE));
      }
      System.out.println(firstNanos + " " + taken + " " + wrong);
    }
  }
}
