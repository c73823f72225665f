package io.podwire.exhibits;

import io.podwire.ipc.libc.BlockedCall;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A descriptor of the kernel as it is: each read and write is one system call, whose count or error
 * is what comes back. A call that blocks ends at a deadline with EINTR. One thread at a time.
 */
public final class RawDescriptor implements AutoCloseable {
  /** How much one call can read or write. */
  public static final int BUFFER_BYTES = 1 << 16;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CLOSED = -1;

  private final CallState state = new CallState();
  private final BlockedCall blocked = new BlockedCall();
  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, 8);
  private int fd;

  private RawDescriptor(int fd) {
    this.fd = fd;
  }

  /** One that this process has. */
  public static RawDescriptor of(int fd) {
    return new RawDescriptor(fd);
  }

  /**
   * Opens a file.
   *
   * @param flags of {@link Descriptors}
   */
  public static RawDescriptor open(Path path, int flags) {
    CallState state = new CallState();
    int fd = Descriptors.open(state, path.toString(), flags, 0);
    if (fd < 0) {
      throw Errno.fault(path, "open", state.errno(), "");
    }
    return new RawDescriptor(fd);
  }

  /** Where its bytes lie: the next write takes them from here, a read leaves them here. */
  public MemorySegment buffer() {
    return buffer;
  }

  /** Writes the buffer's first bytes; waits for 10 s at most. */
  public Attempt write(int bytes) {
    return call(PATIENCE, () -> Descriptors.write(state, fd, buffer.address(), bytes));
  }

  /** Reads into the buffer; waits for 10 s at most. */
  public Attempt read(int bytes) {
    return read(bytes, PATIENCE);
  }

  /** Reads into the buffer; waits no longer than {@code patience}. */
  public Attempt read(int bytes, Duration patience) {
    return call(patience, () -> Descriptors.read(state, fd, buffer.address(), bytes));
  }

  private interface SystemCall {
    long make();
  }

  private Attempt call(Duration patience, SystemCall systemCall) {
    long startedNanos = System.nanoTime();
    if (!blocked.enter(startedNanos + patience.toNanos())) {
      return new Attempt(-1, Errno.EINTR, startedNanos, startedNanos);
    }
    long count;
    try {
      count = systemCall.make();
    } finally {
      blocked.exit();
    }
    return new Attempt(count, count < 0 ? state.errno() : 0, startedNanos, System.nanoTime());
  }

  /** Writes without waiting until there is no room; returns how many bytes that were. */
  public long fill(int bytesPerWrite) {
    setNonBlocking(true);
    long filledBytes = 0;
    Attempt attempt = write(bytesPerWrite);
    while (attempt.count() >= 0) {
      filledBytes += attempt.count();
      attempt = write(bytesPerWrite);
    }
    setNonBlocking(false);
    if (!attempt.failedWith(Errno.EAGAIN)) {
      throw Errno.fault(link(), "write", attempt.errno(), "");
    }
    return filledBytes;
  }

  /** Reads without waiting until nothing is left; returns how many bytes that were. */
  public long drain() {
    setNonBlocking(true);
    long drainedBytes = 0;
    for (Attempt attempt = read(BUFFER_BYTES); attempt.count() > 0; ) {
      drainedBytes += attempt.count();
      attempt = read(BUFFER_BYTES);
    }
    setNonBlocking(false);
    return drainedBytes;
  }

  /** Whether calls fail with EAGAIN instead of waiting; for all who share the open file. */
  public void setNonBlocking(boolean nonBlocking) {
    require("fcntl", Descriptors.setNonBlocking(state, fd, nonBlocking));
  }

  /** How many bytes the pipe or FIFO holds, as the kernel says. */
  public int capacityBytes() {
    return require("fcntl", Descriptors.pipeCapacity(state, fd));
  }

  /** Asks for a capacity; returns what the kernel made of it, or -1 and {@link #errno()}. */
  public int askForCapacity(int bytes) {
    return Descriptors.setPipeCapacity(state, fd, bytes);
  }

  /** How many bytes wait to be read. */
  public int readableBytes() {
    return require("ioctl", Descriptors.readableBytes(state, fd));
  }

  private int require(String call, int result) {
    if (result < 0) {
      throw Errno.fault(link(), call, state.errno(), "");
    }
    return result;
  }

  /** The error of the last call that failed. */
  public int errno() {
    return state.errno();
  }

  /** How many system calls were made on it. */
  public long systemCalls() {
    return state.systemCalls();
  }

  /** Its number. */
  public int number() {
    return fd;
  }

  /** The name by which this process can hand it to a child. */
  public File file() {
    return new File("/proc/self/fd/" + fd);
  }

  /** What it stands for, as {@code pipe:[4711]}: two descriptors of one pipe say the same. */
  public String link() {
    try {
      return Files.readSymbolicLink(file().toPath()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes it. Idempotent. */
  @Override
  public void close() {
    blocked.close();
    if (fd != CLOSED) {
      Descriptors.close(state, fd);
      fd = CLOSED;
    }
  }
}
