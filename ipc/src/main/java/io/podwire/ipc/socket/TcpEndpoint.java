package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.libc.Sockets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host and a port. */
record TcpEndpoint(ChannelUri uri, String host, int port) implements Endpoint {
  private static final int MAX_PORT = 65535;
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
          "%s: host %s is unknown; check the name or write the number".formatted(uri, host),
          e);
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
    if (Sockets.setNoDelay(state, fd) < 0) {
      throw Errno.fault(uri, "setsockopt", state.errno(), "");
    }
  }

  @Override
  public ChannelUri bound(CallState state, int fd) {
    SocketAddress local = resolve();
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
