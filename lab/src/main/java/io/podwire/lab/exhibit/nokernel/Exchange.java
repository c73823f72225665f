package io.podwire.lab.exhibit.nokernel;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.exhibit.Companion;
import io.podwire.lab.exhibit.Stage;

/** Sends messages from this process to another one while both are traced. Stateless. */
final class Exchange {
  private Exchange() {}

  /** Blocks until all have arrived; removes the channel. */
  static Counted over(Stage stage, String channel, WaitStrategy wait, int messages) {
    ChannelUri uri = ChannelUri.parse(channel);
    Transport transport = Transports.of(uri);
    transport.prepare(uri, false);
    Companion receiver = stage.start(ReceiverMain.class, channel, wait.text(), messages);
    SendingEnd sender = new SendingEnd(uri, ChannelOptions.DEFAULT.withWait(wait), messages);
    try {
      sender.start();
      Waiting.until("the warm-up", sender::isWarm);
      return counted(stage, uri.scheme(), sender, receiver, messages);
    } finally {
      sender.go();
      sender.release();
      receiver.close();
      transport.remove(uri);
    }
  }

  private static Counted counted(
      Stage stage, String scheme, SendingEnd sender, Companion receiver, int messages) {
    long receivingThread = Long.parseLong(receiver.line());
    try (Strace ofReceiver = Strace.attach(receivingThread, stage.file(scheme + "-r.txt"));
        Strace ofSender = Strace.attach(sender.thread(), stage.file(scheme + "-s.txt"))) {
      sender.go();
      Waiting.until("the end of sending", sender::isDone);
      String[] callsAndLast = receiver.line().split(" ");
      return new Counted(
          messages,
          Long.parseLong(callsAndLast[1]) - sender.firstNanos,
          sender.calls,
          Long.parseLong(callsAndLast[0]),
          ofSender.end(),
          ofReceiver.end());
    }
  }
}
