package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.libc.SideLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Set;

/**
 * POSIX message queues: {@code mq:/orders?messages=10&messageSize=8KiB}. Whoever comes first makes
 * the queue; it stays until {@link #remove}, which whoever ends a run calls, since queues count
 * against a limit per user.
 */
public final class PosixQueueTransport implements Transport {
  @Override
  public String scheme() {
    return "mq";
  }

  @Override
  public Reach reach() {
    return Reach.POD;
  }

  @Override
  public Set<String> parameters() {
    return PosixAddress.PARAMETERS;
  }

  @Override
  public void validate(ChannelUri uri) {
    PosixAddress.of(uri);
  }

  /** What a new queue of this address takes. */
  @Override
  public long maxMessageBytes(ChannelUri uri) {
    PosixAddress address = PosixAddress.of(uri);
    address.check();
    return address.newMessageBytes();
  }

  @Override
  public void prepare(ChannelUri uri, boolean duplex) {
    Opening.prepare(PosixAddress.of(uri));
    if (duplex) {
      Opening.prepare(PosixAddress.of(uri.back()));
    }
  }

  @Override
  public boolean isThere(ChannelUri uri) {
    PosixAddress address = PosixAddress.of(uri);
    return Files.exists(address.setupLock(), LinkOption.NOFOLLOW_LINKS)
        && new PosixSetup(address).isThere();
  }

  /**
   * Removes the queues of both directions with what they hold, and their lock files; a queue that
   * Podwire did not make is left alone.
   */
  @Override
  public void remove(ChannelUri uri) {
    remove(PosixAddress.of(uri));
    remove(PosixAddress.of(uri.back()));
  }

  @Override
  public void removeUnused(ChannelUri uri) {
    removeUnused(PosixAddress.of(uri));
    removeUnused(PosixAddress.of(uri.back()));
  }

  private static void removeUnused(PosixAddress address) {
    if (isOwn(address)) {
      Opening.ifUnused(address, address.sides(), () -> remove(address));
    }
  }

  private static void remove(PosixAddress address) {
    if (isOwn(address)) {
      new PosixSetup(address).unlink();
      address.sides().remove(address.uri());
      SideLock.remove(address.uri(), address.setupLock());
    }
  }

  /**
   * Whether Podwire has used this queue: then its setup lock lies beside it. A queue without one is
   * another program's, and left alone.
   */
  private static boolean isOwn(PosixAddress address) {
    address.sides().requireOwn(address.uri());
    return SideLock.requireOwn(address.uri(), address.setupLock());
  }

  @Override
  public void signLife(ChannelUri uri) {
    SideLock.sign(uri, PosixAddress.of(uri).sides().receiver());
  }

  @Override
  public long lifeSigns(ChannelUri uri) {
    return SideLock.signs(uri, PosixAddress.of(uri).sides().receiver());
  }

  @Override
  public Sender openSender(ChannelUri uri, ChannelOptions options) {
    return Opening.sender(PosixAddress.of(uri), options);
  }

  @Override
  public Receiver openReceiver(ChannelUri uri, ChannelOptions options) {
    return Opening.receiver(PosixAddress.of(uri), options);
  }
}
