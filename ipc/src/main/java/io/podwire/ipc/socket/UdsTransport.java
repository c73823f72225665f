package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Reach;

/**
 * Unix domain sockets: {@code uds:/path/x.sock?buffer=256KiB}, as {@link TcpTransport} else. The
 * file is the receiver's, which removes it. Stateless.
 */
public final class UdsTransport extends SocketTransport {
  static final String SCHEME = "uds";

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Reach reach() {
    return Reach.POD;
  }

  @Override
  public void remove(ChannelUri uri) {
    super.remove(uri);
    UdsEndpoint endpoint = UdsEndpoint.of(uri);
    endpoint.remove();
    endpoint.removeLock();
  }
}
