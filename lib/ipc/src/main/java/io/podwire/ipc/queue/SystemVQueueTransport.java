package io.podwire.ipc.queue;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.FileKind;
import io.podwire.ipc.libc.SideLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Set;

/**
 * System V message queues: {@code sysv:/ipc/orders.key}. The key file holds the id of a private
 * queue. Messages of type 1 go there and those of type 2 come back, over the same queue, so that
 * nothing is added to the address; they share its room, and a direction that nobody empties stops
 * both. Whoever comes first makes the queue; it stays until {@link #remove}.
 */
public final class SystemVQueueTransport implements Transport {
  @Override
  public String scheme() {
    return "sysv";
  }

  @Override
  public Reach reach() {
    return Reach.POD;
  }

  @Override
  public Set<String> parameters() {
    return Set.of();
  }

  @Override
  public void validate(ChannelUri uri) {
    there(uri);
  }

  /** What a new queue takes. */
  @Override
  public long maxMessageBytes(ChannelUri uri) {
    there(uri);
    return Math.min(KernelLimits.systemVMessageBytes(), KernelLimits.systemVQueueBytes());
  }

  @Override
  public void prepare(ChannelUri uri, boolean duplex) {
    Opening.prepare(there(uri));
  }

  @Override
  public boolean isThere(ChannelUri uri) {
    return Files.exists(there(uri).keyFile(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Removes the queue with what it holds, the key file and the lock files. */
  @Override
  public void remove(ChannelUri uri) {
    SystemVAddress there = there(uri);
    there.sides().requireOwn(uri);
    there.other().sides().requireOwn(uri);
    boolean ignored = SideLock.requireOwn(uri, there.setupLock());
    new SystemVSetup(there).remove();
    new ChannelPath(uri, there.keyFile()).remove(FileKind.REGULAR);
    there.sides().remove(uri);
    there.other().sides().remove(uri);
    SideLock.remove(uri, there.setupLock());
  }

  @Override
  public void removeUnused(ChannelUri uri) {
    Opening.ifUnused(
        there(uri),
        there(uri).sides(),
        () -> {
          if (!there(uri).other().sides().inUse()) {
            remove(uri);
          }
        });
  }

  @Override
  public void signLife(ChannelUri uri) {
    SideLock.sign(uri, there(uri).sides().receiver());
  }

  @Override
  public long lifeSigns(ChannelUri uri) {
    return SideLock.signs(uri, there(uri).sides().receiver());
  }

  @Override
  public Sender openSender(ChannelUri uri, ChannelOptions options) {
    return Opening.sender(there(uri), options);
  }

  @Override
  public Receiver openReceiver(ChannelUri uri, ChannelOptions options) {
    return Opening.receiver(there(uri), options);
  }

  @Override
  public Channel connect(ChannelUri uri, ChannelOptions options) {
    return pair(there(uri), there(uri).other(), options);
  }

  @Override
  public Channel accept(ChannelUri uri, ChannelOptions options) {
    return pair(there(uri).other(), there(uri), options);
  }

  private static Channel pair(SystemVAddress out, SystemVAddress in, ChannelOptions options) {
    Receiver receiver = Opening.receiver(in, options);
    try {
      return Channel.of(Opening.sender(out, options), receiver);
    } catch (RuntimeException e) {
      receiver.close();
      throw e;
    }
  }

  private static SystemVAddress there(ChannelUri uri) {
    return SystemVAddress.of(uri, SystemVAddress.THERE);
  }
}
