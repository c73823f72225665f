package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PosixQueues;
import java.nio.file.Path;
import java.util.Locale;

/** Finds, makes and makes again the queue of an address. Call it under the setup lock. */
final class PosixSetup {
  private static final int MODE = 0660 | ChannelPath.MADE;

  private final PosixAddress address;
  private final CallState state = new CallState();

  PosixSetup(PosixAddress address) {
    this.address = address;
  }

  /**
   * The queue as the address asks for it; one with other attributes that nobody uses and that holds
   * nothing is made again.
   *
   * @throws ChannelException of kind IN_USE if another is in use, FOREIGN if it is somebody else's,
   *     EXHAUSTED, DENIED
   */
  PosixQueue openOrCreate() {
    int descriptor = PosixQueues.open(state, address.name(), Descriptors.O_RDWR);
    if (descriptor < 0) {
      if (state.errno() != Errno.ENOENT) {
        throw refused("mq_open");
      }
      return create();
    }
    requireOwner(descriptor);
    PosixQueue found = new PosixQueue(address.uri(), address.priority(), state, descriptor);
    if (address.accepts(found.maxMessages(), found.maxMessageBytes())) {
      return found;
    }
    try {
      return remake(found);
    } finally {
      found.release();
    }
  }

  private void requireOwner(int descriptor) {
    try {
      new ChannelPath(address.uri(), Path.of(address.name())).requireOwner(descriptor);
    } catch (ChannelException e) {
      PosixQueues.close(state, descriptor);
      throw e;
    }
  }

  private PosixQueue remake(PosixQueue found) {
    String obstacle = obstacle(found);
    if (!obstacle.isEmpty()) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          String.format(
              Locale.ROOT,
              "%s: the queue exists with messages=%d messageSize=%d, asked was messages=%d messageSize=%d, and it %s; use it as it is, take another name, or remove it (rm /dev/mqueue%s)",
              address.uri(),
              found.maxMessages(),
              found.maxMessageBytes(),
              address.newMessages(),
              address.newMessageBytes(),
              obstacle,
              address.name()));
    }
    PosixQueues.unlink(state, address.name());
    return create();
  }

  /** Why the queue cannot be made again, empty if it can. */
  private String obstacle(PosixQueue found) {
    long waiting = found.waitingMessages();
    if (waiting > 0) {
      return "holds " + waiting + " messages";
    }
    if (address.sides().inUse()) {
      return "is in use";
    }
    return found.isMade() ? "" : "was not made by Podwire";
  }

  /** Whether a queue of that name is there, whoever's. */
  boolean isThere() {
    int descriptor = PosixQueues.open(state, address.name(), Descriptors.O_RDONLY);
    if (descriptor >= 0) {
      PosixQueues.close(state, descriptor);
    }
    return descriptor >= 0 || state.errno() != Errno.ENOENT;
  }

  private PosixQueue create() {
    int descriptor =
        PosixQueues.create(
            state,
            address.name(),
            Descriptors.O_RDWR,
            MODE,
            address.newMessages(),
            address.newMessageBytes());
    if (descriptor < 0) {
      throw refused("making the queue");
    }
    return new PosixQueue(address.uri(), address.priority(), state, descriptor);
  }

  /**
   * Removes the queue's name, if it is there and Podwire made it.
   *
   * @throws ChannelException of kind FOREIGN if it is somebody else's, DENIED or FAILED if its
   *     owner cannot be asked for
   */
  void unlink() {
    int descriptor = PosixQueues.open(state, address.name(), Descriptors.O_RDWR);
    if (descriptor >= 0) {
      requireOwner(descriptor);
      boolean made = ChannelPath.isMade(descriptor);
      PosixQueues.close(state, descriptor);
      if (!made) {
        return;
      }
    } else if (state.errno() == Errno.ENOENT) {
      return;
    } else {
      throw refused("mq_open"); // nobody knows whose it is
    }
    if (PosixQueues.unlink(state, address.name()) != 0 && state.errno() != Errno.ENOENT) {
      throw refused("mq_unlink");
    }
  }

  private ChannelException refused(String call) {
    int errno = state.errno();
    return Errno.fault(
        address.uri(),
        call,
        errno,
        switch (errno) {
          case Errno.EMFILE ->
              String.format(
                  Locale.ROOT,
                  "all queues of a user share RLIMIT_MSGQUEUE (here %s bytes), over all containers of a node; make them smaller, for instance messageSize=1KiB, or remove stale ones (rm /dev/mqueue/…)",
                  KernelLimits.posixBytesPerUser());
          case Errno.ENOSPC -> "raise fs.mqueue.queues_max or remove stale queues (/dev/mqueue)";
          case Errno.EINVAL -> "ask for fewer messages or a smaller messageSize (fs.mqueue.*)";
          case Errno.EACCES, Errno.EPERM -> "the queue belongs to another user; take another name";
          case Errno.ENOSYS -> "this kernel has no POSIX queues; take sysv or shm";
          default -> "";
        });
  }
}
