package io.podwire.consumer.live;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.nio.file.Path;

/** A consumer that dies after it has processed a message and before the ring knows. */
public final class DyingConsumer {
  private static final int MESSAGES = 5;

  private DyingConsumer() {}

  /** Takes the channel and the ledger's path. */
  public static void main(String[] arguments) {
    ChannelUri uri = ChannelUri.parse(arguments[0]);
    LiveHistory history = LiveHistory.of(Path.of(arguments[1]));
    history.open();
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT)) {
      while (true) {
        receiver.receive(
            (buffer, offset, length) -> {
              history.onMessage(buffer, offset, length);
              if (history.messages() == MESSAGES) {
                Runtime.getRuntime().halt(9);
              }
            },
            MESSAGES,
            System.nanoTime() + 30_000_000_000L);
      }
    }
  }
}
