import io.podwire.ipc.Transport;
import io.podwire.ipc.memory.ShmTransport;
import io.podwire.ipc.pipe.FifoTransport;
import io.podwire.ipc.pipe.PipeTransport;
import io.podwire.ipc.queue.PosixQueueTransport;
import io.podwire.ipc.queue.SystemVQueueTransport;
import io.podwire.ipc.socket.TcpTransport;
import io.podwire.ipc.socket.UdsTransport;

/**
 * Channels over shared memory, pipes, message queues and sockets of Linux, behind one contract.
 *
 * <p>The exported package is {@link io.podwire.ipc}. A mechanism is a provider of {@link
 * Transport}; another module adds one with a {@code provides} of its own, a jar on the class path
 * with a line in {@code META-INF/services/io.podwire.ipc.Transport}. The module calls functions of
 * the C library: start Java with {@code --enable-native-access=io.podwire.ipc}, or with {@code
 * --enable-native-access=ALL-UNNAMED} if it is on the class path.
 */
@SuppressWarnings("module") // podwire.lab and podwire.exhibits are not on this module's path
module io.podwire.ipc {
  requires static transitive org.jspecify;

  exports io.podwire.ipc;
  exports io.podwire.ipc.libc to
      podwire.lab,
      podwire.exhibits;

  uses Transport;

  // META-INF/services repeats these for the class path; ModuleTest compares the two.
  provides Transport with
      ShmTransport,
      FifoTransport,
      PipeTransport,
      PosixQueueTransport,
      SystemVQueueTransport,
      TcpTransport,
      UdsTransport;
}
