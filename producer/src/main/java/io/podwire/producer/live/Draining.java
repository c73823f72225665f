package io.podwire.producer.live;

import io.podwire.ipc.Idle;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;

/** Waits until a receiver has taken everything. */
public final class Draining {
  private Draining() {}

  /** Flushes and waits; gives up at the deadline. */
  public static void drain(Sender sender, long deadlineNanos) {
    Idle idle = new Idle(WaitStrategy.PARK);
    boolean inTime = sender.flush(deadlineNanos);
    while (inTime && !sender.isDrained()) {
      inTime = idle.pause(sender.uri(), deadlineNanos);
    }
  }
}
