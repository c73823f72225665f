package io.podwire.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Stream sockets by descriptor (socket(7), unix(7), tcp(7)). Each returns what the system call
 * returns; -1 is a failure that {@link CallState#errno()} names. {@link Descriptors} closes them.
 */
public final class Sockets {
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_ERROR = 4;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_KEEPALIVE = 9;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int TCP_KEEPIDLE = 4;
  private static final int TCP_KEEPINTVL = 5;
  private static final int TCP_KEEPCNT = 6;
  private static final int TCP_USER_TIMEOUT = 18;
  private static final int TCP_RTO_MAX_MS = 44;
  private static final int SHUT_RD = 0;
  private static final int SHUT_WR = 1;
  private static final long SIOCOUTQ = 0x5411;

  private static final MethodHandle SOCKET =
      Native.function("socket", Native.INT, Native.INT, Native.INT, Native.INT);
  private static final MethodHandle BIND =
      Native.function("bind", Native.INT, Native.INT, Native.LONG, Native.INT);
  private static final MethodHandle CONNECT =
      Native.function("connect", Native.INT, Native.INT, Native.LONG, Native.INT);
  private static final MethodHandle LISTEN =
      Native.function("listen", Native.INT, Native.INT, Native.INT);
  private static final MethodHandle ACCEPT =
      Native.function("accept4", Native.INT, Native.INT, Native.LONG, Native.LONG, Native.INT);
  private static final MethodHandle RECV =
      Native.function("recv", Native.LONG, Native.INT, Native.LONG, Native.LONG, Native.INT);
  private static final MethodHandle SEND =
      Native.function("send", Native.LONG, Native.INT, Native.LONG, Native.LONG, Native.INT);
  private static final MethodHandle SHUTDOWN =
      Native.function("shutdown", Native.INT, Native.INT, Native.INT);
  private static final MethodHandle GETSOCKNAME =
      Native.function("getsockname", Native.INT, Native.INT, Native.LONG, Native.LONG);
  private static final MethodHandle GETPEERNAME =
      Native.function("getpeername", Native.INT, Native.INT, Native.LONG, Native.LONG);
  private static final MethodHandle SETSOCKOPT =
      Native.function(
          "setsockopt", Native.INT, Native.INT, Native.INT, Native.INT, Native.LONG, Native.INT);
  private static final MethodHandle GETSOCKOPT =
      Native.function(
          "getsockopt", Native.INT, Native.INT, Native.INT, Native.INT, Native.LONG, Native.LONG);

  private Sockets() {}

  /** Makes a stream socket of an address's family, non-blocking; no child inherits it. */
  public static int open(CallState state, SocketAddress address) {
    try {
      return (int)
          SOCKET.invokeExact(
              state.count(), address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Gives a socket its address. */
  public static int bind(CallState state, int fd, SocketAddress address) {
    try {
      return (int)
          BIND.invokeExact(state.count(), fd, address.memory().address(), address.length());
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Begins to connect; EINPROGRESS says that POLLOUT and then {@link #error} tell the outcome. */
  public static int connect(CallState state, int fd, SocketAddress address) {
    try {
      return (int)
          CONNECT.invokeExact(state.count(), fd, address.memory().address(), address.length());
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Lets peers connect; {@code backlog} of them may wait to be accepted. */
  public static int listen(CallState state, int fd, int backlog) {
    try {
      return (int) LISTEN.invokeExact(state.count(), fd, backlog);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Takes a connection, as a blocking descriptor that no child inherits. */
  public static int accept(CallState state, int fd) {
    try {
      return (int) ACCEPT.invokeExact(state.count(), fd, 0L, 0L, SOCK_CLOEXEC);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Receives up to {@code length} bytes to {@code address}; 0 is the end. May block. */
  public static long receive(CallState state, int fd, long address, long length) {
    return recv(state, fd, address, length, 0);
  }

  /** As {@link #receive}, but fails with EAGAIN where that would block. */
  public static long receiveNow(CallState state, int fd, long address, long length) {
    return recv(state, fd, address, length, MSG_DONTWAIT);
  }

  private static long recv(CallState state, int fd, long address, long length, int flags) {
    try {
      return (long) RECV.invokeExact(state.count(), fd, address, length, flags);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Sends up to {@code length} bytes from {@code address}; never blocks, raises no SIGPIPE. */
  public static long sendNow(CallState state, int fd, long address, long length) {
    try {
      return (long)
          SEND.invokeExact(state.count(), fd, address, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Ends the direction of sending ({@code sending}) or of receiving. */
  public static int shutdown(CallState state, int fd, boolean sending) {
    try {
      return (int) SHUTDOWN.invokeExact(state.count(), fd, sending ? SHUT_WR : SHUT_RD);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Reads a socket's own address into {@code address}, of whose family it must be. */
  public static int localAddress(CallState state, int fd, SocketAddress address) {
    MemorySegment length = state.scratch();
    length.set(ValueLayout.JAVA_INT, 0, address.length());
    try {
      return (int)
          GETSOCKNAME.invokeExact(state.count(), fd, address.memory().address(), length.address());
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Reads the address of a socket's peer into {@code address}, of whose family it must be. */
  public static int peerAddress(CallState state, int fd, SocketAddress address) {
    MemorySegment length = state.scratch();
    length.set(ValueLayout.JAVA_INT, 0, address.length());
    try {
      return (int)
          GETPEERNAME.invokeExact(state.count(), fd, address.memory().address(), length.address());
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Sends small messages at once instead of waiting for more (TCP_NODELAY). */
  public static int setNoDelay(CallState state, int fd) {
    return setOption(state, fd, IPPROTO_TCP, TCP_NODELAY, 1);
  }

  /**
   * Asks a silent peer after {@code idleSeconds} whether it is there, then every {@code
   * intervalSeconds}; after so many questions without an answer the connection has failed
   * (SO_KEEPALIVE).
   */
  public static int setKeepAlive(
      CallState state, int fd, int idleSeconds, int intervalSeconds, int questions) {
    int result = setOption(state, fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    result |= setOption(state, fd, IPPROTO_TCP, TCP_KEEPIDLE, idleSeconds);
    result |= setOption(state, fd, IPPROTO_TCP, TCP_KEEPINTVL, intervalSeconds);
    return result | setOption(state, fd, IPPROTO_TCP, TCP_KEEPCNT, questions);
  }

  /** The longest pause before bytes are sent again (TCP_RTO_MAX_MS); fails before Linux 6.15. */
  public static int setLongestRetransmission(CallState state, int fd, int millis) {
    return setOption(state, fd, IPPROTO_TCP, TCP_RTO_MAX_MS, millis);
  }

  /**
   * How long sent bytes may stay without an answer, or unsent because the peer reads nothing,
   * before the connection has failed (TCP_USER_TIMEOUT).
   */
  public static int setUserTimeout(CallState state, int fd, int millis) {
    return setOption(state, fd, IPPROTO_TCP, TCP_USER_TIMEOUT, millis);
  }

  /** Allows a port whose former connections still linger (SO_REUSEADDR). */
  public static int setReuseAddress(CallState state, int fd) {
    return setOption(state, fd, SOL_SOCKET, SO_REUSEADDR, 1);
  }

  /** Asks for kernel buffers of {@code bytes} for both directions; the kernel doubles and caps. */
  public static int setBuffers(CallState state, int fd, int bytes) {
    int result = setOption(state, fd, SOL_SOCKET, SO_SNDBUF, bytes);
    return result < 0 ? result : setOption(state, fd, SOL_SOCKET, SO_RCVBUF, bytes);
  }

  private static int setOption(CallState state, int fd, int level, int name, int value) {
    MemorySegment option = state.scratch();
    option.set(ValueLayout.JAVA_INT, 0, value);
    try {
      return (int)
          SETSOCKOPT.invokeExact(state.count(), fd, level, name, option.address(), Integer.BYTES);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** The error number of a connection that was in progress, 0 if it stands. */
  public static int error(CallState state, int fd) {
    MemorySegment option = state.scratch();
    option.set(ValueLayout.JAVA_INT, 8, Integer.BYTES);
    try {
      int result =
          (int)
              GETSOCKOPT.invokeExact(
                  state.count(), fd, SOL_SOCKET, SO_ERROR, option.address(), option.address() + 8);
      return result < 0 ? state.errno() : option.get(ValueLayout.JAVA_INT, 0);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** How many bytes the peer has not read (Unix) or its kernel not acknowledged (TCP). */
  public static int unsentBytes(CallState state, int fd) {
    return Descriptors.ioctlInt(state, fd, SIOCOUTQ);
  }
}
