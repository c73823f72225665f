package io.podwire.exhibits.nokernel;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Stage;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;

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
      return between(stage, uri.scheme(), sender, receiver, messages);
    } finally {
      transport.remove(uri);
    }
  }

  /** The same over a channel that is there, between an end here and {@link ReceiverMain}. */
  static Counted between(
      Stage stage, String name, SendingEnd sender, Companion receiver, int messages) {
    try {
      sender.start();
      Waiting.until("the warm-up", sender::isWarm);
      return counted(stage, name, sender, receiver, messages);
    } finally {
      sender.go();
      sender.release();
      receiver.close();
    }
  }

  private static Counted counted(
      Stage stage, String scheme, SendingEnd sender, Companion receiver, int messages) {
    long receivingThread = Long.parseLong(receiver.line());
    try (Strace ofReceiver = Strace.attach(receivingThread, stage.file(scheme + "-r.txt"));
        Strace ofSender = Strace.attach(sender.thread(), stage.file(scheme + "-s.txt"))) {
      receiver.tell("go");
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
