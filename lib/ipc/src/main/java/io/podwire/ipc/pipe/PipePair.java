package io.podwire.ipc.pipe;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import java.io.File;

/**
 * An anonymous pipe between this process and a child that it is about to start. {@link
 * ProcessBuilder} hands on descriptors 0 to 2 only, so the child's end goes there by {@link
 * #childEnd()}; the child opens {@code pipe:}. Duplex takes two, see {@link PipedProcess}. For one
 * thread.
 *
 * <pre>{@code
 * try (PipePair pipe = PipePair.toChild()) {
 *   new ProcessBuilder(command).redirectInput(pipe.childEnd()).start();
 *   pipe.closeChildEnd();
 *   Sender sender = pipe.openSender(options);
 * }
 * }</pre>
 */
public final class PipePair implements AutoCloseable {
  private static final ChannelUri URI = ChannelUri.parse("pipe:");
  private static final int CLOSED = -1;

  private final CallState state = new CallState();
  private final ChannelUri uri;
  private final boolean toChild;
  private int parentEnd;
  private int childEnd;

  private PipePair(ChannelUri uri, boolean toChild) {
    this.uri = uri;
    this.toChild = toChild;
    int[] ends = new int[2];
    if (Descriptors.pipe(state, ends) < 0) {
      throw Errno.fault(uri, "pipe", state.errno(), "close descriptors or raise the limit");
    }
    parentEnd = toChild ? ends[1] : ends[0];
    childEnd = toChild ? ends[0] : ends[1];
  }

  /** A pipe that this process writes and the child reads. */
  public static PipePair toChild() {
    return toChild(URI);
  }

  /** As {@link #toChild()}, with the parameters of an address. */
  public static PipePair toChild(ChannelUri uri) {
    return new PipePair(uri, true);
  }

  /** A pipe that the child writes and this process reads. */
  public static PipePair fromChild() {
    return fromChild(URI);
  }

  /** As {@link #fromChild()}, with the parameters of an address. */
  public static PipePair fromChild(ChannelUri uri) {
    return new PipePair(uri, false);
  }

  /** For {@link ProcessBuilder#redirectInput(File)} or {@code redirectOutput}. */
  public File childEnd() {
    return new File("/proc/self/fd/" + childEnd);
  }

  /** To be called after the child has started: else its death is never seen. Idempotent. */
  public void closeChildEnd() {
    childEnd = close(childEnd);
  }

  /** The end of this process of a pipe {@link #toChild()}; the sender owns the descriptor. */
  public Sender openSender(ChannelOptions options) {
    if (!toChild) {
      throw new IllegalStateException("the child writes this pipe");
    }
    return InheritedPipe.sender(uri, takeParentEnd(), options);
  }

  /** The end of this process of a pipe {@link #fromChild()}; the receiver owns the descriptor. */
  public Receiver openReceiver(ChannelOptions options) {
    if (toChild) {
      throw new IllegalStateException("the child reads this pipe");
    }
    return InheritedPipe.receiver(uri, takeParentEnd(), options);
  }

  private int takeParentEnd() {
    if (parentEnd == CLOSED) {
      throw new IllegalStateException("this end is open already, or closed");
    }
    int fd = parentEnd;
    parentEnd = CLOSED;
    return fd;
  }

  /** Closes what neither an end nor the child has taken. Idempotent. */
  @Override
  public void close() {
    closeChildEnd();
    parentEnd = close(parentEnd);
  }

  private int close(int fd) {
    if (fd != CLOSED) {
      Descriptors.close(state, fd);
    }
    return CLOSED;
  }
}
