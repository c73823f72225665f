package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.stream.KernelWait;
import java.util.List;

/** What an address of a socket stands for, and what differs between Unix and TCP. Immutable. */
sealed interface Endpoint permits TcpEndpoint, UdsEndpoint {
  /** The endpoint of an address, whose form is checked. */
  static Endpoint of(ChannelUri uri) {
    return uri.scheme().equals(UdsTransport.SCHEME) ? UdsEndpoint.of(uri) : TcpEndpoint.of(uri);
  }

  /** The address for bind; asks the resolver for names. */
  SocketAddress resolve();

  /** The addresses to connect to. */
  Targets targets();

  /** Before a try to connect: refuses what can never be connected to. */
  void requireConnectable();

  /** Before binding: takes the name, for which it removes what a dead owner left. */
  NameHold holdName();

  /** Sets what the mechanism wants set on a connection. */
  void configure(CallState state, int fd);

  /** The address with what was left open filled in, of what was bound to {@code address}. */
  ChannelUri bound(CallState state, int fd, SocketAddress address);

  /** What to do when the name is in use. */
  String wayOutOfUse();

  /** What one attempt after the other to connect may try. For one thread. */
  interface Targets {
    /**
     * The addresses to try now; none if they are not known yet.
     *
     * @throws io.podwire.ipc.ChannelException of kind INTERRUPTED or CLOSED
     */
    List<SocketAddress> now(KernelWait waits, long deadlineNanos);
  }
}
