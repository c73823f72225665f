package io.podwire.exhibits.localonly;

import io.podwire.exhibits.RawPipe;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.exhibits.RawSystemVQueue;
import io.podwire.exhibits.Stage;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One thing of each mechanism, made by this process for others to reach. For one thread. */
final class Doors implements AutoCloseable {
  private static final int OWNER_MODE = 0600;

  private final RawPipe pipe = RawPipe.make();
  private final ServerSocketChannel local;
  private final ServerSocketChannel network;
  private final String name;
  private final RawPosixQueue posix;
  private final RawSystemVQueue systemV;
  private final Path file;
  private final Path fifo;
  private final Path socket;

  Doors(Stage stage) {
    file = stage.file("memory");
    fifo = stage.file("fifo");
    socket = stage.file("socket");
    try {
      Files.write(file, new byte[Long.BYTES]);
      local = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      local.bind(UnixDomainSocketAddress.of(socket));
      network = ServerSocketChannel.open();
      network.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CallState state = new CallState();
    if (Descriptors.mkfifo(state, fifo.toString(), OWNER_MODE) < 0) {
      throw Errno.fault(fifo, "mkfifo", state.errno(), "");
    }
    name = "/" + stage.uniqueName();
    posix = RawPosixQueue.create(name, 1, 64);
    systemV = RawSystemVQueue.create();
  }

  /** What must not be reached from elsewhere. */
  List<Door> local() {
    String descriptor =
        "/proc/" + ProcessHandle.current().pid() + "/fd/" + pipe.writeEnd().number();
    return List.of(
        new Door("shm", "open", file),
        new Door("pipe", "open", descriptor),
        new Door("fifo", "open", fifo),
        new Door("mq", "mq_open", name),
        new Door("sysv", "msgctl", systemV.id()),
        new Door("uds", "connect", socket));
  }

  /** What is reached from everywhere. */
  Door network() {
    return new Door("tcp", "connect", "127.0.0.1:" + network.socket().getLocalPort());
  }

  @Override
  public void close() {
    posix.close();
    systemV.close();
    pipe.close();
    try (network) {
      local.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
