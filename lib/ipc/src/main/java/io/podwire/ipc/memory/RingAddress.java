package io.podwire.ipc.memory;

import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Where the files of one direction lie, and how large its ring is to be. Immutable.
 *
 * @param capacityBytes what the address asks for, or the default
 * @param capacityAsked whether the address asks for it
 */
record RingAddress(ChannelUri uri, Path directory, long capacityBytes, boolean capacityAsked) {
  static final String SCHEME = "shm";
  static final String CAPACITY = "capacity";
  static final long MIN_CAPACITY_BYTES = 4L << 10;
  static final long MAX_CAPACITY_BYTES = 1L << 30;
  private static final long DEFAULT_CAPACITY_BYTES = 4L << 20;

  /**
   * Reads {@code shm:/directory?capacity=4MiB}.
   *
   * @throws ChannelException of kind BAD_ADDRESS
   */
  static RingAddress of(ChannelUri uri) {
    uri.requireParameters(Set.of(CAPACITY));
    long capacity =
        uri.sizeParameter(CAPACITY, DEFAULT_CAPACITY_BYTES, MIN_CAPACITY_BYTES, MAX_CAPACITY_BYTES);
    if (!isCapacity(capacity)) {
      throw bad(
          uri,
          String.format(
              Locale.ROOT,
              "capacity=%s is not a power of two; give %s or %s",
              uri.parameters().get(CAPACITY),
              ByteSize.format(Long.highestOneBit(capacity)),
              ByteSize.format(Long.highestOneBit(capacity) << 1)));
    }
    return new RingAddress(uri, directory(uri), capacity, uri.parameters().containsKey(CAPACITY));
  }

  /** Powers of two, so that a position becomes an offset by one AND. */
  static boolean isCapacity(long bytes) {
    return bytes >= MIN_CAPACITY_BYTES && bytes <= MAX_CAPACITY_BYTES && Long.bitCount(bytes) == 1;
  }

  private static Path directory(ChannelUri uri) {
    try {
      Path directory = Path.of(uri.address());
      if (uri.scheme().equals(SCHEME)
          && directory.getFileName() != null
          && !uri.address().isEmpty()) {
        return directory;
      }
    } catch (InvalidPathException e) {
      throw bad(uri, String.format(Locale.ROOT, "'%s' is not a path", uri.address()));
    }
    throw bad(uri, "no directory; write shm:/path, for instance shm:/dev/shm/orders");
  }

  private static ChannelException bad(ChannelUri uri, String problem) {
    return new ChannelException(ChannelException.Kind.BAD_ADDRESS, uri + ": " + problem);
  }

  /** The producer's sign of life. */
  Path dataLock() {
    return directory.resolve("data.lock");
  }

  /** The consumer's sign of life. */
  Path cursorLock() {
    return directory.resolve("cursor.lock");
  }

  /** Held for a moment by whoever makes, adopts or removes the files. */
  Path prepareLock() {
    return directory.resolve("prepare.lock");
  }
}
