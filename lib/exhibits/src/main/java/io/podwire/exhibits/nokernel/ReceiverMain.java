package io.podwire.exhibits.nokernel;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.ParentDeath;
import java.io.IOException;

/**
 * The process that receives: arguments are the channel, the wait strategy and how many messages.
 * Says its thread when it is warm; after a line from its input receives, then says its system calls
 * and the time of the last message; ends with its input.
 */
final class ReceiverMain {
  private ReceiverMain() {}

  public static void main(String[] arguments) throws IOException {
    ParentDeath.killsThisProcess();
    ReceivingEnd end =
        new ReceivingEnd(
            ChannelUri.parse(arguments[0]),
            ChannelOptions.DEFAULT.withWait(WaitStrategy.parse(arguments[1])),
            Integer.parseInt(arguments[2]));
    end.start();
    Waiting.until("the warm-up", end::isWarm);
    System.out.println(end.thread());
    System.in.read();
    end.go();
    Waiting.until("the last message", end::isDone);
    System.out.println(end.calls + " " + end.lastNanos);
    while (System.in.read() >= 0) {
      continue; // until the other process has looked at this one for long enough
    }
  }
}
