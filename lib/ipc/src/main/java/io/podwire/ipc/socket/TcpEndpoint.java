package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.libc.Sockets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port. Of a network that carries nothing any more, both ends learn within half a
 * minute: a silent one asks after 10 s and four times every 5 s (keep-alive), one that has sent
 * sends again every 2 s at least, 15 times (tcp_retries2). A receiver that is merely stopped
 * answers, and is borne as long as it takes. Before Linux 6.15 the latter is a limit of two minutes
 * for both: for a network that is dead, and for a receiver that takes nothing.
 */
record TcpEndpoint(ChannelUri uri, String host, int port) implements Endpoint {
  private static final int MAX_PORT = 65535;
  private static final int KEEP_ALIVE_IDLE_SECONDS = 10;
  private static final int KEEP_ALIVE_INTERVAL_SECONDS = 5;
  private static final int KEEP_ALIVE_QUESTIONS = 4;
  private static final int LONGEST_RETRANSMISSION_MILLIS = 2_000;
  private static final int USER_TIMEOUT_MILLIS = 120_000;
  private static final Pattern FORM = Pattern.compile("//(\\[[^\\]/]+]|[^:/\\[\\]]+):(\\d{1,5})");

  static TcpEndpoint of(ChannelUri uri) {
    Matcher matcher = FORM.matcher(uri.address());
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_PORT) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          uri + ": write tcp://host:port with a port from 0 to 65535, tcp://[::1]:7500 for IPv6");
    }
    return new TcpEndpoint(uri, matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public SocketAddress resolve() {
    try {
      return SocketAddress.inet(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          String.format(
              Locale.ROOT, "%s: host %s is unknown; check the name or write the number", uri, host),
          e);
    }
  }

  @Override
  public Targets targets() {
    try { // a number needs no resolver, and no thread for it
      List<SocketAddress> one = List.of(SocketAddress.inet(InetAddress.ofLiteral(host), port));
      return (waits, deadlineNanos) -> one;
    } catch (IllegalArgumentException e) {
      return new HostName(this);
    }
  }

  @Override
  public void requireConnectable() {
    if (port == 0) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          uri + ": port 0 is for the end that binds; connect to the port that it was given");
    }
  }

  @Override
  public NameHold holdName() {
    return NameHold.NONE;
  }

  @Override
  public void configure(CallState state, int fd) {
    int result = Sockets.setNoDelay(state, fd);
    result |=
        Sockets.setKeepAlive(
            state, fd, KEEP_ALIVE_IDLE_SECONDS, KEEP_ALIVE_INTERVAL_SECONDS, KEEP_ALIVE_QUESTIONS);
    if (Sockets.setLongestRetransmission(state, fd, LONGEST_RETRANSMISSION_MILLIS) < 0) {
      result |= Sockets.setUserTimeout(state, fd, USER_TIMEOUT_MILLIS);
    }
    if (result < 0) {
      throw Errno.fault(uri, "setsockopt", state.errno(), "");
    }
  }

  @Override
  public ChannelUri bound(CallState state, int fd, SocketAddress address) {
    SocketAddress local = address.copy();
    if (Sockets.localAddress(state, fd, local) < 0) {
      throw Errno.fault(uri, "getsockname", state.errno(), "");
    }
    return uri.withAddress("//" + host + ":" + local.port());
  }

  @Override
  public String wayOutOfUse() {
    return "end the process that listens there or take another port (0: any free one)";
  }
}
