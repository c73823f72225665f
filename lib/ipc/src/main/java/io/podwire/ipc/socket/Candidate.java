package io.podwire.ipc.socket;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.Frames;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A connection that may become a receiver's sender once its first message is there. For one thread.
 */
final class Candidate {
  /** What is kept of a first message before its sender is believed. */
  static final int MAX_HELD_BYTES = 4096;

  private static final byte[] NONE = {};

  private final int fd;
  private byte[] held = NONE;
  private int from;
  private int until;
  private boolean over;
  private boolean lost;

  Candidate(int fd) {
    this.fd = fd;
  }

  int descriptor() {
    return fd;
  }

  /** Reads what is there, as far as there is room, through {@code scratch}. */
  void read(CallState state, MemorySegment scratch) {
    if (over || until == MAX_HELD_BYTES) {
      return;
    }
    long read = Sockets.receiveNow(state, fd, scratch.address(), MAX_HELD_BYTES - until);
    if (read > 0) {
      if (held.length == 0) {
        held = new byte[MAX_HELD_BYTES];
      }
      MemorySegment.copy(scratch, ValueLayout.JAVA_BYTE, 0, held, until, (int) read);
      until += (int) read;
    } else {
      lost = read < 0 && state.errno() != Errno.EAGAIN && state.errno() != Errno.EINTR;
      over = lost || read == 0;
    }
  }

  /** Whether there is something to tell the receiver: a message, nonsense or an end. */
  boolean isReady() {
    return over || isNonsense() || speaks();
  }

  /** Whether it was reset, which the kernel tells only once, perhaps after bytes that are held. */
  boolean isLost() {
    return lost;
  }

  /** Whether it began with a length that no message has. */
  boolean isNonsense() {
    return until >= Frames.HEADER_BYTES && (length() < 0 || length() > Frames.MAX_MESSAGE_BYTES);
  }

  /** Whether a whole first message is there, or of a long one as much as is held. */
  boolean speaks() {
    return until >= Frames.HEADER_BYTES
        && !isNonsense()
        && until >= Math.min(MAX_HELD_BYTES, Frames.HEADER_BYTES + length());
  }

  private int length() {
    return MemorySegment.ofArray(held).get(Frames.LENGTH, 0);
  }

  /** Moves held bytes to {@code address}; returns how many, 0 when none are left. */
  int take(long address, long length) {
    int taken = (int) Math.min(length, until - from);
    if (taken > 0) {
      MemorySegment target = MemorySegment.ofAddress(address).reinterpret(taken);
      MemorySegment.copy(held, from, target, ValueLayout.JAVA_BYTE, 0, taken);
      from += taken;
    }
    return taken;
  }

  void close(CallState state) {
    Descriptors.close(state, fd);
  }
}
