package io.podwire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/** Sends orders, one message each. Arguments: the address of the channel, then the orders. */
public final class OrderSender {
  private OrderSender() {}

  /** Waits up to 30 s for the receiver. Exits with 0 if the channel accepted every order. */
  public static void main(String[] arguments) {
    if (arguments.length < 2) {
      System.err.println("usage: OrderSender ADDRESS ORDER...");
      System.exit(2);
    }
    List<String> words = List.of(arguments);
    try {
      send(ChannelUri.parse(words.getFirst()), words.subList(1, words.size()));
    } catch (ChannelException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void send(ChannelUri uri, List<String> orders) {
    Transport transport = Transports.of(uri);
    try (Sender sender = transport.openSender(uri, ChannelOptions.DEFAULT)) {
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      for (String order : orders) {
        MemorySegment message = MemorySegment.ofArray(order.getBytes(UTF_8));
        if (!sender.send(message, 0, message.byteSize(), deadline)) {
          throw new IllegalStateException("no room for " + order + " within 10 s");
        }
      }
      if (!sender.flush(deadline)) {
        throw new IllegalStateException("the receiver did not make room within 10 s");
      }
    }
    transport.removeUnused(uri); // files and queues, once the receiver has closed its end too
  }
}
