package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import java.nio.file.Path;
import java.util.Set;

/**
 * One direction of {@code sysv:/ipc/orders.key}. One queue serves both: its messages are told apart
 * by their type. Immutable.
 *
 * @param uri the address itself, for errors
 * @param keyFile the file that holds the queue's id
 * @param type of this direction's messages, {@link #THERE} or {@link #BACK}
 */
record SystemVAddress(ChannelUri uri, Path keyFile, long type) implements QueueAddress {
  static final long THERE = 1;
  static final long BACK = 2;

  /** Reads an address by its words alone. */
  static SystemVAddress of(ChannelUri uri, long type) {
    uri.requireParameters(Set.of());
    String path = uri.address();
    if (path.isEmpty() || path.endsWith("/") || path.indexOf('\0') >= 0) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          uri + ": the path of a key file is missing; write for instance sysv:/dev/shm/orders.key");
    }
    return new SystemVAddress(uri, Path.of(path).toAbsolutePath(), type);
  }

  /** The other direction of the same queue. */
  SystemVAddress other() {
    return new SystemVAddress(uri, keyFile, type == THERE ? BACK : THERE);
  }

  @Override
  public Sides sides() {
    return Sides.of(keyFile + (type == THERE ? "" : ".type2"));
  }

  @Override
  public Path setupLock() {
    return Path.of(keyFile + ".setup.lock");
  }

  /** Looks at what lies at the path before any file is put beside it. */
  @Override
  public void check() {
    KeyFile.read(uri, keyFile);
  }

  @Override
  public KernelQueue openOrCreate() {
    return new SystemVSetup(this).openOrCreate();
  }
}
