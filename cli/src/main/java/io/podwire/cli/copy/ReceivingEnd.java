package io.podwire.cli.copy;

import io.podwire.cli.console.Console;
import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.DurationText;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.socket.Guest;
import io.podwire.ipc.socket.Introduction;
import io.podwire.ipc.socket.Reception;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a copy is received by. Any thread may close it.
 *
 * @param receiver delivers the copy
 * @param wayBack takes the confirmation to the sender, where the mechanism is a connection
 * @param begin the copy's first message, where it was received already
 * @param listening what holds the connection's name, where it is one
 */
record ReceivingEnd(
    Receiver receiver,
    @Nullable Sender wayBack,
    @Nullable MemorySegment begin,
    @Nullable Reception listening)
    implements AutoCloseable {
  /**
   * Opens it; waits for nobody, or where the mechanism is a connection for one with a copy: those
   * that say something else, or nothing, are closed.
   *
   * @param console told the port where the address leaves it to the kernel
   * @throws ChannelException of kind TIMEOUT if no copy begins in time
   */
  static ReceivingEnd open(
      Transport transport, ChannelUri uri, ChannelOptions options, Console console) {
    if (!transport.isConnection()) {
      return new ReceivingEnd(transport.openReceiver(uri, options), null, null, null);
    }
    Reception reception =
        Reception.bind(
            uri,
            new Introduction(CopyReceiver.BEGIN_BYTES, options.timeout().toNanos()),
            (host, why) -> {});
    if (!reception.uri().equals(uri)) { // port 0: the kernel has chosen
      console.warn("listening on " + reception.uri());
    }
    try (Guest sender = awaitCopy(reception, options)) { // closed unless it was opened
      MemorySegment begin = sender.introduction();
      reception.stopListening(); // who comes now finds nobody, and tries the next receiver
      Channel channel = sender.open(options);
      return new ReceivingEnd(channel.receiver(), channel.sender(), begin, reception);
    } catch (RuntimeException e) {
      reception.close();
      throw e;
    }
  }

  private static Guest awaitCopy(Reception reception, ChannelOptions options) {
    long deadlineNanos = options.peerDeadlineNanos();
    for (Guest guest = reception.next(deadlineNanos);
        guest != null;
        guest = reception.next(deadlineNanos)) {
      if (CopyReceiver.isBegin(guest.introduction())) {
        return guest;
      }
      guest.close();
    }
    throw new ChannelException(
        ChannelException.Kind.TIMEOUT,
        String.format(
            Locale.ROOT,
            "%s: no copy began within %s; start podwire send, or wait longer (--timeout)",
            reception.uri(),
            DurationText.of(options.timeout())));
  }

  @Override
  public void close() {
    try (Reception _ = listening;
        Receiver _ = receiver;
        Sender _ = wayBack) {
      return; // the sender first
    }
  }
}
