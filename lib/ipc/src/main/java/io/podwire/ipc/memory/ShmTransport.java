package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.DurationText;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Shared memory: {@code shm:/directory?capacity=4MiB}, a ring of one producer and one consumer per
 * direction. The directory belongs on a memory file system; the capacity is a power of two.
 */
public final class ShmTransport implements Transport {
  private static final long RECEIVER_LOOK_NANOS = 1_000_000;

  /** For {@link java.util.ServiceLoader}. */
  public ShmTransport() {}

  @Override
  public String scheme() {
    return RingAddress.SCHEME;
  }

  @Override
  public Reach reach() {
    return Reach.POD;
  }

  @Override
  public Set<String> parameters() {
    return Set.of(RingAddress.CAPACITY);
  }

  @Override
  public void validate(ChannelUri uri) {
    RingAddress.of(uri);
  }

  @Override
  public long maxMessageBytes(ChannelUri uri) {
    RingAddress address = RingAddress.of(uri);
    boolean adopt = !address.capacityAsked() && RingFile.DATA.isThere(address);
    return RecordDescriptor.maxMessageBytes(
        adopt ? RingHeader.read(address).capacityBytes() : address.capacityBytes());
  }

  @Override
  public void prepare(ChannelUri uri, boolean duplex) {
    new RingDirectory(RingAddress.of(uri)).prepare(header -> header);
    if (duplex) {
      prepare(uri.back(), false);
    }
  }

  @Override
  public boolean repair(ChannelUri uri) {
    return new RingDirectory(RingAddress.of(uri)).repair();
  }

  @Override
  public boolean isThere(ChannelUri uri) {
    return Files.exists(RingFile.DATA.path(RingAddress.of(uri)), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void remove(ChannelUri uri) {
    new RingDirectory(RingAddress.of(uri)).remove();
    new RingDirectory(RingAddress.of(uri.back())).remove();
  }

  @Override
  public void removeUnused(ChannelUri uri) {
    new RingDirectory(RingAddress.of(uri)).removeUnused();
    new RingDirectory(RingAddress.of(uri.back())).removeUnused();
  }

  @Override
  public void signLife(ChannelUri uri) {
    SideLock.sign(uri, RingAddress.of(uri).cursorLock());
  }

  @Override
  public long lifeSigns(ChannelUri uri) {
    return SideLock.signs(uri, RingAddress.of(uri).cursorLock());
  }

  @Override
  public Receiver openReceiver(ChannelUri uri, ChannelOptions options) {
    RingAddress address = RingAddress.of(uri);
    PeerWatch watch = new PeerWatch(address.dataLock());
    try {
      return new RingDirectory(address)
          .prepare(header -> openReceiver(address, header, options, watch));
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  private static Receiver openReceiver(
      RingAddress address, RingHeader header, ChannelOptions options, PeerWatch watch) {
    SideLock lock = SideLock.hold(address.uri(), address.cursorLock(), true);
    try {
      RingMapping mapping = RingMapping.ofConsumer(address, header);
      return mapping.open(
          address.uri(),
          () ->
              new RingReceiver(
                  new RingEnd(address.uri(), options, mapping, mapping.cursor(), lock, watch)));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public Sender openSender(ChannelUri uri, ChannelOptions options) {
    RingAddress address = RingAddress.of(uri);
    long deadlineNanos = options.peerDeadlineNanos();
    PeerWatch watch = new PeerWatch(address.cursorLock());
    try {
      Sender sender =
          new RingDirectory(address).prepare(header -> openSender(address, header, options, watch));
      return awaited(sender, watch, options, deadlineNanos);
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  private static Sender awaited(
      Sender sender, PeerWatch watch, ChannelOptions options, long deadlineNanos) {
    try {
      awaitReceiver(sender.uri(), watch, options, deadlineNanos);
      return sender;
    } catch (RuntimeException e) { // also where something foreign has come in the lock's place
      sender.close();
      throw e;
    }
  }

  private static Sender openSender(
      RingAddress address, RingHeader header, ChannelOptions options, PeerWatch watch) {
    SideLock lock = SideLock.hold(address.uri(), address.dataLock(), true);
    try {
      RingMapping mapping = RingMapping.ofProducer(address, header);
      return mapping.open(
          address.uri(),
          () ->
              new RingSender(
                  new RingEnd(address.uri(), options, mapping, mapping.data(), lock, watch)));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static void awaitReceiver(
      ChannelUri uri, PeerWatch watch, ChannelOptions options, long deadlineNanos) {
    while (watch.look() != PeerWatch.Sight.ALIVE) {
      boolean interrupted = Thread.currentThread().isInterrupted();
      if (interrupted || deadlineNanos - System.nanoTime() <= 0) {
        throw interrupted
            ? new ChannelException(
                Kind.INTERRUPTED, uri + ": the wait for a receiver was interrupted")
            : noReceiver(uri, options);
      }
      LockSupport.parkNanos(RECEIVER_LOOK_NANOS);
    }
  }

  private static ChannelException noReceiver(ChannelUri uri, ChannelOptions options) {
    return new ChannelException(
        Kind.TIMEOUT,
        String.format(
            Locale.ROOT,
            "%s: no receiver came within %s; start podwire receive %s first or raise --timeout",
            uri,
            DurationText.of(options.timeout()),
            uri));
  }
}
