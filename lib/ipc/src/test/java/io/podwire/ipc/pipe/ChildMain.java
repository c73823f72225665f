package io.podwire.ipc.pipe;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/** The other process of a test: echoes until the end, or stops inside a message. */
final class ChildMain {
  private ChildMain() {}

  /** A JVM that runs this class; its standard error is the test's. */
  static ProcessBuilder start(String what, String uri) {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                what,
                uri))
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  public static void main(String[] arguments) {
    ChannelUri uri = ChannelUri.parse(arguments[1]);
    switch (arguments[0]) {
      case "echo" -> echo(uri);
      default -> fill(uri);
    }
  }

  private static void echo(ChannelUri uri) {
    try (Channel channel = Transports.of(uri).connect(uri, ChannelOptions.DEFAULT)) {
      System.out.println("this must not mix with the messages");
      int delivered = 0;
      while (delivered != Receiver.END) {
        delivered =
            channel
                .receiver()
                .receive(
                    (buffer, offset, length) ->
                        channel.sender().send(buffer, offset, length, Long.MAX_VALUE / 2),
                    16,
                    Long.MAX_VALUE / 2);
        channel.sender().flush(Long.MAX_VALUE / 2);
      }
    }
  }

  private static void fill(ChannelUri uri) {
    try (Sender sender = Transports.of(uri).openSender(uri, ChannelOptions.DEFAULT)) {
      sender.offer(MemorySegment.ofArray(new byte[16 << 20]));
      System.out.println("the FIFO is full");
      sender.flush(Long.MAX_VALUE / 2);
    }
  }
}
