package io.podwire.ipc.memory;

import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of one direction. What is done to its files is done under its prepare lock, so that
 * both ends and {@code prepare} may come in any order.
 */
final class RingDirectory {
  private static final long LOCK_WAIT_NANOS = 10_000_000_000L;
  private static final long LOCK_RETRY_NANOS = 1_000_000;

  private final RingAddress address;

  RingDirectory(RingAddress address) {
    this.address = address;
  }

  /**
   * Makes or adopts the files, then runs {@code use} before anybody else may make them anew.
   *
   * @throws ChannelException of kind FOREIGN, VERSION, CORRUPT, EXHAUSTED, DENIED, IN_USE, FAILED
   */
  <T> T prepare(Function<RingHeader, T> use) {
    try (SideLock lock = enter()) {
      return use.apply(adoptOrMake());
    }
  }

  private SideLock enter() {
    while (true) {
      makeDirectory();
      try {
        requireOwn();
        return lock();
      } catch (ChannelException e) {
        if (Files.isDirectory(address.directory())) {
          throw e;
        } // the last end of a former use has removed it meanwhile
      }
    }
  }

  private void makeDirectory() {
    Path directory = address.directory();
    if (Files.isDirectory(directory)) {
      return;
    }
    try {
      Files.createDirectory(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw foreign("is not a directory");
      }
    } catch (NoSuchFileException e) {
      throw new ChannelException(
          Kind.FAILED,
          "%s: there is no directory %s; create it or mount a memory volume there"
              .formatted(address.uri(), directory.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw fault(address.uri(), "making " + directory, e);
    }
  }

  private void requireOwn() {
    Set<Path> own = ownFiles().collect(Collectors.toSet());
    try (Stream<Path> found = Files.list(address.directory())) {
      List<Path> strange = found.filter(file -> !own.contains(file)).sorted().limit(1).toList();
      if (!strange.isEmpty()) {
        throw foreign("holds " + strange.getFirst().getFileName());
      }
    } catch (IOException e) {
      throw fault(address.uri(), "listing " + address.directory(), e);
    }
  }

  private ChannelException foreign(String found) {
    return new ChannelException(
        Kind.FOREIGN,
        "%s: %s %s, which Podwire did not make; take a new or an empty directory"
            .formatted(address.uri(), address.directory(), found));
  }

  private Stream<Path> ownFiles() {
    Path data = address.data();
    Path cursor = address.cursor();
    return Stream.of(
        data,
        cursor,
        RingAddress.unfinished(data),
        RingAddress.unfinished(cursor),
        address.dataLock(),
        address.cursorLock(),
        address.prepareLock());
  }

  private SideLock lock() {
    long deadlineNanos = System.nanoTime() + LOCK_WAIT_NANOS;
    while (true) {
      try {
        return SideLock.hold(address.uri(), address.prepareLock(), true);
      } catch (ChannelException e) {
        if (e.kind() != Kind.IN_USE || deadlineNanos - System.nanoTime() <= 0) {
          throw e;
        }
        LockSupport.parkNanos(LOCK_RETRY_NANOS);
      }
    }
  }

  private RingHeader adoptOrMake() {
    if (!Files.exists(address.data(), LinkOption.NOFOLLOW_LINKS)) {
      if (isHeld()) {
        throw new ChannelException(
            Kind.CORRUPT,
            "%s: %s is missing while an end is open; end both and start again"
                .formatted(address.uri(), address.data()));
      }
      return new RingMaker(address).make();
    }
    RingHeader found = RingHeader.read(address);
    if (!address.capacityAsked() || found.capacityBytes() == address.capacityBytes()) {
      return found;
    }
    if (isHeld() || !RingMapping.isEmpty(address, found)) {
      throw new ChannelException(
          Kind.IN_USE,
          "%s: the ring there has capacity %s, asked was %s, and it is in use or not empty; leave capacity away or remove the channel"
              .formatted(
                  address.uri(),
                  ByteSize.format(found.capacityBytes()),
                  ByteSize.format(address.capacityBytes())));
    }
    return new RingMaker(address).make();
  }

  private boolean isHeld() {
    return isHeld(address.dataLock()) || isHeld(address.cursorLock());
  }

  private static boolean isHeld(Path lock) {
    try (PeerWatch watch = new PeerWatch(lock)) {
      return watch.look() == PeerWatch.Sight.ALIVE;
    }
  }

  /** As {@link #remove}, unless a live end holds a side. */
  void removeUnused() {
    if (!Files.isDirectory(address.directory())) {
      return;
    }
    try (SideLock lock = enter()) {
      if (!isHeld()) {
        remove();
      }
    }
  }

  /** Deletes Podwire's files and, when nothing else is in it, the directory. */
  void remove() {
    if (!Files.isDirectory(address.directory())) {
      return;
    }
    requireOwn();
    try {
      if (Files.exists(address.data())) {
        requireMagic();
      }
      for (Path file : ownFiles().toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(address.directory());
    } catch (DirectoryNotEmptyException e) {
      return; // a next end has come, and makes all anew
    } catch (IOException e) {
      throw fault(address.uri(), "removing " + address.directory(), e);
    }
  }

  /** A damaged ring is to be removed, another's file of the same name is not. */
  private void requireMagic() {
    try {
      RingHeader.read(address);
    } catch (ChannelException e) {
      if (e.kind() == Kind.FOREIGN) {
        throw e;
      }
    }
  }

  static ChannelException fault(ChannelUri uri, String what, IOException e) {
    Kind kind = e instanceof AccessDeniedException ? Kind.DENIED : Kind.FAILED;
    String reason = kind == Kind.DENIED ? "permission denied" : e.toString();
    return new ChannelException(kind, "%s: %s failed: %s".formatted(uri, what, reason), e);
  }
}
