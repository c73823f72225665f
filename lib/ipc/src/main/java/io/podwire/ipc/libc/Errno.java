package io.podwire.ipc.libc;

import io.podwire.ipc.ChannelException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * The error numbers of Linux that channels tell apart (errno(3), the values common to x86-64 and
 * aarch64).
 */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int ENXIO = 6;
  public static final int E2BIG = 7;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EEXIST = 17;
  public static final int ENOTDIR = 20;
  public static final int EISDIR = 21;
  public static final int EINVAL = 22;
  public static final int EMFILE = 24;
  public static final int ENFILE = 23;
  public static final int ENOSPC = 28;
  public static final int EPIPE = 32;
  public static final int ENAMETOOLONG = 36;
  public static final int ENOSYS = 38;
  public static final int ENOMSG = 42;
  public static final int EIDRM = 43;
  public static final int EMSGSIZE = 90;
  public static final int EADDRINUSE = 98;
  public static final int EAFNOSUPPORT = 97;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETUNREACH = 101;
  public static final int ECONNRESET = 104;
  public static final int ETIMEDOUT = 110;
  public static final int ECONNREFUSED = 111;
  public static final int EHOSTUNREACH = 113;
  public static final int EINPROGRESS = 115;
  public static final int EDQUOT = 122;

  private static final MethodHandle STRERRORDESC =
      Native.function("strerrordesc_np", Native.POINTER, Native.INT);

  private static final MethodHandle STRERRORNAME =
      Native.function("strerrorname_np", Native.POINTER, Native.INT);

  private Errno() {}

  /** The symbol of an error number, for instance {@code EPIPE}; the number where it has none. */
  public static String name(int errno) {
    try {
      MemorySegment name = (MemorySegment) STRERRORNAME.invokeExact(new CallState().count(), errno);
      return name.address() == 0 ? Integer.toString(errno) : name.reinterpret(32).getString(0);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** The C library's words for an error number, in English in every locale. */
  public static String text(int errno) {
    try {
      MemorySegment text = (MemorySegment) STRERRORDESC.invokeExact(new CallState().count(), errno);
      return text.address() == 0 ? "error " + errno : text.reinterpret(256).getString(0);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** The kind of fault that an error number means wherever it appears. */
  public static ChannelException.Kind kind(int errno) {
    return switch (errno) {
      case EPERM, EACCES -> ChannelException.Kind.DENIED;
      case ENOSPC, EDQUOT, ENOMEM, EMFILE, ENFILE -> ChannelException.Kind.EXHAUSTED;
      case EADDRINUSE -> ChannelException.Kind.IN_USE;
      case ENOTDIR, EISDIR -> ChannelException.Kind.FOREIGN;
      case EPIPE, ECONNRESET -> ChannelException.Kind.PEER_GONE;
      case EMSGSIZE -> ChannelException.Kind.TOO_LONG;
      case ENOSYS -> ChannelException.Kind.UNSUPPORTED;
      default -> ChannelException.Kind.FAILED;
    };
  }

  /**
   * A fault of a system call in the form {@code subject: call failed: words; wayOut}.
   *
   * @param subject the channel or file
   * @param call what was tried, for instance {@code mq_open}
   * @param wayOut what to do about it; may be empty
   */
  public static ChannelException fault(Object subject, String call, int errno, String wayOut) {
    String text = String.format(Locale.ROOT, "%s: %s failed: %s", subject, call, text(errno));
    return new ChannelException(kind(errno), wayOut.isEmpty() ? text : text + "; " + wayOut);
  }
}
