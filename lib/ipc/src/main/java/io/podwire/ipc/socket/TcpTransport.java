package io.podwire.ipc.socket;

import io.podwire.ipc.Reach;

/**
 * TCP: {@code tcp://host:port?buffer=256KiB}. The receiver binds to the host given, port 0 is any
 * free one, and takes one sender after the other; a duplex channel is one connection. Stateless.
 */
public final class TcpTransport extends SocketTransport {
  @Override
  public String scheme() {
    return "tcp";
  }

  @Override
  public Reach reach() {
    return Reach.ANYWHERE;
  }
}
