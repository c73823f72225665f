package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** How two relays begin a connection: one says HELLO, the other ACCEPT or why not. */
final class Greeting {
  private @Nullable Hello hello;
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
    RelayLink link = new RelayLink(Transports.of(uri).connect(uri, options));
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
              "relay: %s did not answer; check that a sidecar's relay listens there"
                  .formatted(peer));
    }
  }

  private void onAnswer(MemorySegment buffer, long offset, long length) {
    if (RelayLink.type(buffer, offset, length) != FrameDescriptor.ACCEPT) {
      throw RelayLink.unexpected(buffer, offset, length);
    }
    accepted = true;
  }

  /**
   * Waits for the stranger's first frame.
   *
   * @throws ChannelException of kind TIMEOUT, PEER_GONE, CORRUPT or VERSION
   */
  static Hello await(RelayLink link, long deadlineNanos) {
    Greeting greeting = new Greeting();
    link.receive(
        (buffer, offset, length) -> greeting.hello = Hello.read(buffer, offset, length),
        1,
        deadlineNanos);
    Hello hello = greeting.hello;
    if (hello == null) {
      throw new ChannelException(
          ChannelException.Kind.TIMEOUT, "relay: a connection without a first frame");
    }
    return hello;
  }
}
