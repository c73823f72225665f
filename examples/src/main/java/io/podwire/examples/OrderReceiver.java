package io.podwire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/** Prints each order that it receives. Argument: the address of the channel. */
public final class OrderReceiver {
  private OrderReceiver() {}

  /** Exits with 0 when the sender has closed the channel and every order is printed. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: OrderReceiver ADDRESS");
      System.exit(2);
    }
    try {
      receive(ChannelUri.parse(arguments[0]));
    } catch (ChannelException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void receive(ChannelUri uri) {
    Transport transport = Transports.of(uri);
    try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT)) {
      System.out.println("receiving at " + receiver.uri());
      int received;
      do {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        received = receiver.receive(OrderReceiver::print, 64, deadline); // at most 64 messages
      } while (received > 0);
      if (received != Receiver.END) {
        throw new IllegalStateException("no order within 30 s");
      }
    }
    transport.removeUnused(uri); // files and queues, once the sender has closed its end too
  }

  private static void print(MemorySegment buffer, long offset, long length) {
    byte[] order = buffer.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    System.out.println(new String(order, UTF_8));
  }
}
