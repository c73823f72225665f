package io.podwire.ipc.pipe;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.DurationText;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.SideLock;
import io.podwire.ipc.stream.Frames;
import io.podwire.ipc.stream.KernelWait;
import io.podwire.ipc.stream.StreamReceiver;
import io.podwire.ipc.stream.StreamSender;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Named pipes: {@code fifo:/path/x.fifo?capacity=64KiB}, made by whoever comes first. One sender
 * and one receiver at a time. Stateless.
 */
public final class FifoTransport implements Transport {
  @Override
  public String scheme() {
    return "fifo";
  }

  @Override
  public boolean hasStreamPerSender() {
    return true;
  }

  @Override
  public Reach reach() {
    return Reach.POD;
  }

  @Override
  public Set<String> parameters() {
    return Set.of(PipeCapacity.PARAMETER);
  }

  @Override
  public void validate(ChannelUri uri) {
    uri.requireParameters(parameters());
    PipeCapacity.of(uri);
    if (uri.address().isEmpty() || uri.address().endsWith("/") || uri.address().startsWith("//")) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          uri + ": a FIFO needs the path of its file, for instance fifo:/dev/shm/orders.fifo");
    }
  }

  @Override
  public long maxMessageBytes(ChannelUri uri) {
    return Frames.MAX_MESSAGE_BYTES;
  }

  @Override
  public void prepare(ChannelUri uri, boolean duplex) {
    validate(uri);
    FifoFile.of(uri).make();
    if (duplex) {
      FifoFile.of(uri.back()).make();
    }
  }

  @Override
  public boolean isThere(ChannelUri uri) {
    validate(uri);
    return FifoFile.of(uri).isThere();
  }

  @Override
  public void remove(ChannelUri uri) {
    validate(uri);
    List<FifoFile> files = List.of(FifoFile.of(uri), FifoFile.of(uri.back()));
    files.forEach(FifoFile::requireOwn);
    files.forEach(FifoFile::remove);
    files.forEach(FifoFile::removeLocks);
  }

  @Override
  public void removeUnused(ChannelUri uri) {
    if (!FifoFile.of(uri).isHeld() && !FifoFile.of(uri.back()).isHeld()) {
      remove(uri);
    }
  }

  @Override
  public void signLife(ChannelUri uri) {
    SideLock.sign(uri, FifoFile.of(uri).lockPath("receiver"));
  }

  @Override
  public long lifeSigns(ChannelUri uri) {
    return SideLock.signs(uri, FifoFile.of(uri).lockPath("receiver"));
  }

  @Override
  public Sender openSender(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    KernelWait waits = new KernelWait(uri);
    FifoFile file = FifoFile.of(uri);
    SideLock lock = file.holdSide("sender");
    try {
      int fd = awaitReader(file, waits, options);
      return sender(waits, fd, new FifoEnd(file, lock), options);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Sender sender(KernelWait waits, int fd, FifoEnd end, ChannelOptions options) {
    try {
      PipeCapacity.set(waits, fd, PipeCapacity.of(waits.uri()));
      return new StreamSender(waits.uri(), new PipeOutlet(waits, fd, end), options);
    } catch (RuntimeException e) {
      Descriptors.close(new CallState(), fd);
      throw e;
    }
  }

  private static int awaitReader(FifoFile file, KernelWait waits, ChannelOptions options) {
    long deadlineNanos = options.peerDeadlineNanos();
    file.make();
    do {
      int fd = file.open(waits.state(), Descriptors.O_WRONLY);
      if (fd >= 0) {
        return fd;
      }
      if (waits.state().errno() == Errno.ENOENT) {
        file.make();
      }
    } while (waits.pause(deadlineNanos));
    throw new ChannelException(
        ChannelException.Kind.TIMEOUT,
        String.format(
            Locale.ROOT,
            "%s: no receiver opened the FIFO within %s; start one, or wait longer (--timeout)",
            waits.uri(),
            DurationText.of(options.timeout())));
  }

  @Override
  public Receiver openReceiver(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    KernelWait waits = new KernelWait(uri);
    FifoFile file = FifoFile.of(uri);
    SideLock lock = file.holdSide("receiver");
    try {
      boolean blocks = options.waitStrategy() == WaitStrategy.BLOCK;
      FifoEnd end = new FifoEnd(file, lock);
      return new StreamReceiver(
          uri, new FifoInlet(waits, end, blocks, PipeCapacity.of(uri)), options);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }
}
