package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.SystemVQueues;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Optional;

/** Finds, makes and makes again the queue behind a key file. Call it under the setup lock. */
final class SystemVSetup {
  private static final int MODE = 0660;

  private final SystemVAddress address;
  private final CallState state = new CallState();
  private final MemorySegment status = Arena.ofAuto().allocate(SystemVQueues.STATUS_BYTES, 8);

  SystemVSetup(SystemVAddress address) {
    this.address = address;
  }

  /**
   * The queue that the key file names, or a new one if it names none that lives.
   *
   * @throws ChannelException of kind UNSUPPORTED if an end lives whose queue is not here, FOREIGN,
   *     EXHAUSTED, DENIED
   */
  KernelQueue openOrCreate() {
    Optional<KeyFile> key = KeyFile.read(address.uri(), address.keyFile());
    if (key.isPresent() && lives(key.get())) {
      return use(key.get().id());
    }
    if (key.isPresent() && (address.sides().inUse() || address.other().sides().inUse())) {
      throw new ChannelException(
          ChannelException.Kind.UNSUPPORTED,
          String.format(
              Locale.ROOT,
              "%s: a live end uses queue %d, which is not here: it is in another pod (a System V queue does not leave its IPC namespace), or the queue was removed under it; run both ends in one pod, or end the other too",
              address.uri(),
              key.get().id()));
    }
    return create();
  }

  private boolean lives(KeyFile key) {
    if (SystemVQueues.status(state, key.id(), status) != 0) {
      int errno = state.errno();
      if (errno == Errno.EINVAL || errno == Errno.EIDRM) {
        return false;
      }
      throw refused("msgctl", errno);
    }
    return SystemVQueues.changedSeconds(status) == key.madeSeconds();
  }

  private KernelQueue create() {
    int id = SystemVQueues.createPrivate(state, MODE);
    if (id < 0) {
      throw refused("msgget", state.errno());
    }
    try {
      if (SystemVQueues.status(state, id, status) != 0) {
        throw refused("msgctl", state.errno());
      }
      new KeyFile(id, SystemVQueues.changedSeconds(status)).write(address.uri(), address.keyFile());
      return use(id);
    } catch (RuntimeException e) {
      SystemVQueues.remove(state, id); // without a key file nobody would ever find it
      throw e;
    }
  }

  private KernelQueue use(int id) {
    long maxMessageBytes =
        Math.min(KernelLimits.systemVMessageBytes(), SystemVQueues.capacityBytes(status));
    return new SystemVQueue(address.uri(), id, address.type(), maxMessageBytes);
  }

  /** Removes the queue with what it holds, if it is there. */
  void remove() {
    Optional<KeyFile> key = KeyFile.read(address.uri(), address.keyFile());
    if (key.isPresent() && lives(key.get()) && SystemVQueues.remove(state, key.get().id()) != 0) {
      throw refused("removing the queue", state.errno());
    }
  }

  private ChannelException refused(String call, int errno) {
    return Errno.fault(
        address.uri(),
        call,
        errno,
        switch (errno) {
          case Errno.ENOSPC ->
              String.format(
                  Locale.ROOT,
                  "kernel.msgmni=%d queues exist; remove stale ones (ipcs -q, ipcrm -q ID) or raise it",
                  KernelLimits.systemVQueues());
          case Errno.EACCES, Errno.EPERM -> "the queue belongs to another user; take another path";
          case Errno.ENOSYS -> "this kernel has no System V queues; take mq or shm";
          default -> "";
        });
  }
}
