package io.podwire.exhibits.competing;

import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.ipc.libc.ParentDeath;
import java.util.BitSet;

/**
 * A process that takes numbers from the queue that its argument names until it takes an end; says
 * that it is ready, then how many it took and which, as hexadecimal words of a bit set.
 */
final class ConsumerMain {
  static final String END = "end";

  private ConsumerMain() {}

  public static void main(String[] arguments) {
    ParentDeath.killsThisProcess();
    try (RawPosixQueue queue = RawPosixQueue.open(arguments[0])) {
      System.out.println("ready");
      BitSet numbers = new BitSet();
      long taken = 0;
      String text = queue.take(Deadline.patient());
      while (text != null && !text.equals(END)) {
        numbers.set(Integer.parseInt(text));
        taken++;
        text = queue.take(Deadline.patient());
      }
      System.out.println(new Share(taken, numbers).text());
    }
  }
}
