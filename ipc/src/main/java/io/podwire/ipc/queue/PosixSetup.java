package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PosixQueues;

/** Finds, makes and makes again the queue of an address. Call it under the setup lock. */
final class PosixSetup {
  private static final int MODE = 0660;

  private final PosixAddress address;
  private final CallState state = new CallState();

  PosixSetup(PosixAddress address) {
    this.address = address;
  }

  /**
   * The queue as the address asks for it; one with other attributes that nobody uses and that holds
   * nothing is made again.
   *
   * @throws ChannelException of kind IN_USE if another is in use, EXHAUSTED, DENIED
   */
  PosixQueue openOrCreate() {
    int descriptor = PosixQueues.open(state, address.name(), Descriptors.O_RDWR);
    if (descriptor < 0) {
      if (state.errno() != Errno.ENOENT) {
        throw refused("mq_open");
      }
      return create();
    }
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

  private PosixQueue remake(PosixQueue found) {
    long waiting = found.waitingMessages();
    if (waiting > 0 || address.sides().inUse()) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          "%s: the queue exists with messages=%d messageSize=%d, asked was messages=%d messageSize=%d, and it %s; use it as it is, take another name, or remove it (rm /dev/mqueue%s)"
              .formatted(
                  address.uri(),
                  found.maxMessages(),
                  found.maxMessageBytes(),
                  address.newMessages(),
                  address.newMessageBytes(),
                  waiting > 0 ? "holds " + waiting + " messages" : "is in use",
                  address.name()));
    }
    PosixQueues.unlink(state, address.name());
    return create();
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

  /** Removes the queue's name, if it is there. */
  void unlink() {
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
              "all queues of a user share RLIMIT_MSGQUEUE (here %s bytes), over all containers of a node; make them smaller, for instance messageSize=1KiB, or remove stale ones (rm /dev/mqueue/…)"
                  .formatted(KernelLimits.posixBytesPerUser());
          case Errno.ENOSPC -> "raise fs.mqueue.queues_max or remove stale queues (/dev/mqueue)";
          case Errno.EINVAL -> "ask for fewer messages or a smaller messageSize (fs.mqueue.*)";
          case Errno.EACCES, Errno.EPERM -> "the queue belongs to another user; take another name";
          case Errno.ENOSYS -> "this kernel has no POSIX queues; take sysv or shm";
          default -> "";
        });
  }
}
