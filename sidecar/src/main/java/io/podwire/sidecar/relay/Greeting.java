package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.ipc.socket.Guest;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/** How two relays begin a connection: one says HELLO, the other ACCEPT or why not. */
final class Greeting {
  private boolean accepted;

  private Greeting() {}

  /**
   * Connects to a far relay and announces a direction.
   *
   * @param peer its {@code host:port}
   * @throws ChannelException of kind PEER_GONE with the far relay's reason if it refuses, TIMEOUT
   */
  static RelayLink connect(String peer, Hello hello, ChannelOptions options) {
    ChannelUri uri = ChannelUri.parse("tcp://" + peer);
    ChannelOptions limited = RelayLink.connecting(options, hello.direction());
    RelayLink link = new RelayLink(Transports.of(uri).connect(uri, limited));
    try {
      link.sendHello(hello);
      new Greeting().awaitAccept(link, options.peerDeadlineNanos(), peer);
      return link;
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private void awaitAccept(RelayLink link, long deadlineNanos, String peer) {
    int taken = link.receive(this::onAnswer, 1, deadlineNanos);
    if (!accepted) {
      throw taken == Receiver.END
          ? new ChannelException(
              ChannelException.Kind.PEER_GONE, "relay: " + peer + " closed without an answer")
          : new ChannelException(
              ChannelException.Kind.TIMEOUT,
              String.format(
                  Locale.ROOT,
                  "relay: %s did not answer; check that a sidecar's relay listens there",
                  peer));
    }
  }

  private void onAnswer(MemorySegment buffer, long offset, long length) {
    if (RelayLink.type(buffer, offset, length) != FrameDescriptor.ACCEPT) {
      throw RelayLink.unexpected(buffer, offset, length);
    }
    RelayLink.requireBare(length);
    accepted = true;
  }

  /**
   * Reads the first message of a connection.
   *
   * @throws RefusedException if it is no greeting of this release
   */
  static Hello read(Guest guest) {
    try {
      if (guest.isTooLong()) {
        throw Hello.corrupt(
            String.format(
                Locale.ROOT,
                "a first frame of %s bytes, %d are allowed",
                Integer.toUnsignedString(guest.announcedBytes()),
                Hello.MAX_BYTES));
      }
      MemorySegment frame = guest.introduction();
      return Hello.read(frame, 0, frame.byteSize());
    } catch (ChannelException e) {
      boolean version = e.kind() == ChannelException.Kind.VERSION;
      throw new RefusedException(
          version ? Refusal.VERSION : Refusal.MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
