package io.podwire.ipc.stream;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.pipe.PipePair;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Both ends of a one-way channel within this process. */
public record StreamPair(Sender sender, Receiver receiver) implements AutoCloseable {
  /** Opens a channel of any byte stream. */
  public static StreamPair open(String scheme, Path directory, WaitStrategy wait) {
    ChannelOptions options = ChannelOptions.DEFAULT.withWait(wait);
    if (scheme.equals("pipe")) {
      return pipe(options);
    }
    ChannelUri uri = uri(scheme, directory);
    Receiver receiver = Transports.of(uri).openReceiver(uri, options);
    return new StreamPair(Transports.of(uri).openSender(receiver.uri(), options), receiver);
  }

  private static StreamPair pipe(ChannelOptions options) {
    PipePair pipe = PipePair.toChild();
    ChannelUri child = ChannelUri.parse("pipe:" + pipe.childEnd().getName());
    return new StreamPair(
        pipe.openSender(options), Transports.of(child).openReceiver(child, options));
  }

  /** An address that nobody uses. */
  public static ChannelUri uri(String scheme, Path directory) {
    return ChannelUri.parse(
        switch (scheme) {
          case "tcp" -> "tcp://127.0.0.1:0";
          case "uds" -> "uds:" + directory.resolve("x.sock");
          default -> "fifo:" + directory.resolve("x.fifo");
        });
  }

  /** A deadline that no passing test reaches. */
  public static long soon() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
  }

  /** A deadline {@code millis} from now. */
  public static long in(long millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
