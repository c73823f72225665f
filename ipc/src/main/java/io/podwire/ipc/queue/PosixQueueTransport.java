package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
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

  /** Removes the queues of both directions with what they hold, and their lock files. */
  @Override
  public void remove(ChannelUri uri) {
    remove(PosixAddress.of(uri));
    remove(PosixAddress.of(uri.back()));
  }

  @Override
  public void removeUnused(ChannelUri uri) {
    PosixAddress there = PosixAddress.of(uri);
    PosixAddress back = PosixAddress.of(uri.back());
    Opening.ifUnused(there, there.sides(), () -> remove(there));
    Opening.ifUnused(back, back.sides(), () -> remove(back));
  }

  private static void remove(PosixAddress address) {
    new PosixSetup(address).unlink();
    address.sides().remove();
    LockFiles.remove(address.setupLock());
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
