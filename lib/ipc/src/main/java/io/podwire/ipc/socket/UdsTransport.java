package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Reach;
import java.nio.file.Files;
import java.nio.file.LinkOption;

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
  public boolean isThere(ChannelUri uri) {
    return Files.exists(UdsEndpoint.of(uri).path(), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void remove(ChannelUri uri) {
    super.remove(uri);
    UdsEndpoint endpoint = UdsEndpoint.of(uri);
    boolean isOwn = endpoint.hasOwnLock(); // beside every socket of Podwire's
    endpoint.requireSocketOrNothing();
    if (isOwn) {
      endpoint.remove();
      endpoint.removeLock();
    }
  }

  @Override
  public void removeUnused(ChannelUri uri) {
    validate(uri);
    UdsEndpoint.of(uri).removeUnused();
  }
}
