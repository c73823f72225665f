package io.podwire.bench.races;

import io.podwire.ipc.libc.ChannelFile;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/** The lock file of one side of a channel. */
record Side(Path file) {
  private static final VarHandle FILE = fileOfALock();

  static Side fresh() {
    return new Side(Folder.newPath());
  }

  private static VarHandle fileOfALock() {
    try {
      return MethodHandles.privateLookupIn(SideLock.class, MethodHandles.lookup())
          .findVarHandle(SideLock.class, "file", ChannelFile.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  SideLock hold() {
    return SideLock.hold(this, file, true);
  }

  SideLock share() {
    return SideLock.hold(this, file, false);
  }

  PeerWatch watch() {
    return new PeerWatch(file);
  }

  /** Does to a lock what the kernel does at its holder's death: closes the descriptor, no more. */
  static void kill(SideLock lock) {
    ((ChannelFile) FILE.get(lock)).close();
  }
}
