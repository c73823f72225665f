package io.podwire.lab.exhibit.localonly;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PosixQueues;
import io.podwire.ipc.libc.SystemVQueues;

/**
 * A queue of either kind. They outlive processes, so they are removed when this is closed, and when
 * the process is told to end before that.
 */
final class KernelQueues implements AutoCloseable {
  private static final int OWNER_MODE = 0600;

  private final CallState state = new CallState();
  private final Thread atExit = new Thread(this::remove);
  private final String name;
  private int queue = -1;
  private int id = -1;

  private KernelQueues(String name) {
    this.name = name;
  }

  static KernelQueues make(String name) {
    KernelQueues queues = new KernelQueues(name);
    Runtime.getRuntime().addShutdownHook(queues.atExit);
    try {
      queues.make();
      return queues;
    } catch (RuntimeException e) {
      queues.close();
      throw e;
    }
  }

  private synchronized void make() {
    queue = PosixQueues.create(state, name, Descriptors.O_RDWR, OWNER_MODE, 1, 64);
    if (queue < 0) {
      throw Errno.fault("mq:" + name, "mq_open", state.errno(), "");
    }
    id = SystemVQueues.createPrivate(state, OWNER_MODE);
    if (id < 0) {
      throw Errno.fault("sysv:", "msgget", state.errno(), "");
    }
  }

  /** The POSIX queue's name. */
  String name() {
    return name;
  }

  /** The System V queue's number. */
  int id() {
    return id;
  }

  private synchronized void remove() {
    if (queue >= 0) {
      PosixQueues.unlink(state, name);
      PosixQueues.close(state, queue);
      queue = -1;
    }
    if (id >= 0) {
      SystemVQueues.remove(state, id);
      id = -1;
    }
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException endsAlready) {
      return;
    }
  }
}
