package io.podwire.ipc.pipe;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.stream.KernelWait;
import io.podwire.ipc.stream.StreamReceiver;
import io.podwire.ipc.stream.StreamSender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Opens ends on descriptors that this process was given or has made. */
final class InheritedPipe {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int S_IFMT = 0170000;
  private static final int S_IFIFO = 0010000;

  private InheritedPipe() {}

  static Sender openSender(ChannelUri uri, ChannelOptions options) {
    return sender(uri, take(uri, STDOUT), options);
  }

  static Receiver openReceiver(ChannelUri uri, ChannelOptions options) {
    return receiver(uri, take(uri, STDIN), options);
  }

  /** A sender that owns {@code fd}. */
  static Sender sender(ChannelUri uri, int fd, ChannelOptions options) {
    KernelWait waits = new KernelWait(uri);
    try {
      PipeCapacity.set(waits, fd, PipeCapacity.of(uri));
      return new StreamSender(uri, new PipeOutlet(waits, fd, PipeEnd.ANONYMOUS), options);
    } catch (RuntimeException | Error e) {
      Descriptors.close(new CallState(), fd);
      throw e;
    }
  }

  /** A receiver that owns {@code fd}. */
  static Receiver receiver(ChannelUri uri, int fd, ChannelOptions options) {
    KernelWait waits = new KernelWait(uri);
    try {
      PipeCapacity.set(waits, fd, PipeCapacity.of(uri));
      boolean blocks = options.waitStrategy() == WaitStrategy.BLOCK;
      return new StreamReceiver(uri, new PipeInlet(waits, fd, blocks), options);
    } catch (RuntimeException | Error e) {
      Descriptors.close(new CallState(), fd);
      throw e;
    }
  }

  private static int take(ChannelUri uri, int standard) {
    int fd = uri.address().isEmpty() ? standard : Integer.parseInt(uri.address());
    requirePipe(uri, fd);
    if (fd > STDERR) {
      return fd;
    }
    CallState state = new CallState();
    int own = Descriptors.duplicate(state, fd);
    if (own < 0 || replaceStandard(state, fd) < 0) {
      throw new KernelWait(uri).fault("taking descriptor " + fd);
    }
    return own;
  }

  private static int replaceStandard(CallState state, int fd) {
    if (fd == STDOUT) {
      return Descriptors.replace(state, STDERR, STDOUT);
    }
    int empty = Descriptors.open(state, "/dev/null", Descriptors.O_RDWR, 0);
    int result = Descriptors.replace(state, empty, fd);
    Descriptors.close(state, empty);
    return result;
  }

  private static void requirePipe(ChannelUri uri, int fd) {
    try {
      int mode = (int) Files.getAttribute(Path.of("/proc/self/fd/" + fd), "unix:mode");
      if ((mode & S_IFMT) == S_IFIFO) {
        return;
      }
    } catch (IOException notOpen) {
      throw noPipe(uri, fd, notOpen);
    }
    throw noPipe(uri, fd, null);
  }

  private static ChannelException noPipe(
      ChannelUri uri, int fd, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ChannelException(
        ChannelException.Kind.FOREIGN,
        String.format(
            Locale.ROOT,
            "%s: descriptor %d is no pipe; let the parent hand one on, or use | in a shell",
            uri,
            fd),
        cause);
  }
}
