package io.podwire.ipc.memory;

import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.FileFault;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.FileKind;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of one direction. What is done to its files is done under its prepare lock, so that
 * both ends and {@code prepare} may come in any order.
 */
final class RingDirectory {
  private static final long LOCK_WAIT_NANOS = 10_000_000_000L;

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
    try (SideLock lock = enter(LOCK_WAIT_NANOS)) {
      return use.apply(adoptOrMake());
    }
  }

  private SideLock enter(long waitNanos) {
    while (true) {
      makeDirectory();
      try {
        requireOwn();
        return lock(waitNanos);
      } catch (ChannelException e) {
        if (isThere()) {
          throw e;
        } // the last end of a former use has removed it meanwhile
      }
    }
  }

  private boolean isThere() {
    return path().holds(FileKind.DIRECTORY);
  }

  private ChannelPath path() {
    return new ChannelPath(address.uri(), address.directory());
  }

  private void makeDirectory() {
    if (isThere()) {
      return;
    }
    try {
      Files.createDirectory(address.directory());
      path().setDirectoryMode(0770 | ChannelPath.MADE_DIRECTORY);
    } catch (FileAlreadyExistsException e) {
      boolean ignored = isThere(); // refuses all else
    } catch (NoSuchFileException e) {
      throw new ChannelException(
          Kind.FAILED,
          String.format(
              Locale.ROOT,
              "%s: there is no directory %s; create it or mount a memory volume there",
              address.uri(),
              address.directory().toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw fault(address.uri(), "making " + address.directory(), e);
    }
  }

  private void requireOwn() {
    Set<Path> own = ownFiles().collect(Collectors.toSet());
    try (Stream<Path> found = Files.list(address.directory())) {
      List<Path> strange = found.filter(file -> !own.contains(file)).sorted().limit(1).toList();
      if (!strange.isEmpty()) {
        throw new ChannelException(
            Kind.FOREIGN,
            String.format(
                Locale.ROOT,
                "%s: %s holds %s, which Podwire did not make; take a new or an empty directory",
                address.uri(),
                address.directory(),
                strange.getFirst().getFileName()));
      }
    } catch (IOException e) {
      throw fault(address.uri(), "listing " + address.directory(), e);
    }
  }

  private Stream<Path> ownFiles() {
    return Stream.concat(
        Stream.of(RingFile.values())
            .flatMap(file -> Stream.of(file.path(address), file.unfinished(address))),
        locks());
  }

  private Stream<Path> locks() {
    return Stream.of(address.dataLock(), address.cursorLock(), address.prepareLock());
  }

  private SideLock lock(long waitNanos) {
    return SideLock.holdWithin(address.uri(), address.prepareLock(), waitNanos);
  }

  private RingHeader adoptOrMake() {
    if (!RingFile.DATA.isThere(address)) {
      if (isHeld()) {
        throw new ChannelException(
            Kind.CORRUPT,
            String.format(
                Locale.ROOT,
                "%s: %s is missing while an end is open; end both and start again",
                address.uri(),
                RingFile.DATA.path(address)));
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
          String.format(
              Locale.ROOT,
              "%s: the ring there has capacity %s, asked was %s, and it is in use or not empty; leave capacity away or remove the channel",
              address.uri(),
              ByteSize.format(found.capacityBytes()),
              ByteSize.format(address.capacityBytes())));
    }
    return new RingMaker(address).make();
  }

  /**
   * Makes the files anew if they are damaged or missing and no live end holds a side. Does not wait
   * for the prepare lock: whoever holds it makes or checks the files anyway.
   */
  boolean repair() {
    if (isThere() && isHeld()) {
      return false; // the usual case, at little cost
    }
    try (SideLock lock = enter(0)) {
      if (isHeld() || isWhole()) {
        return false;
      }
      RingHeader ignored = new RingMaker(address).make();
      return true;
    } catch (ChannelException e) {
      if (e.kind() == Kind.IN_USE) {
        return false;
      }
      throw e;
    }
  }

  private boolean isWhole() {
    try {
      RingMapping.requireWhole(address, RingHeader.read(address));
      return true;
    } catch (ChannelException e) {
      if (e.kind() == Kind.CORRUPT) {
        return false;
      }
      throw e;
    }
  }

  private boolean isHeld() {
    return PeerWatch.isHeld(address.dataLock()) || PeerWatch.isHeld(address.cursorLock());
  }

  /** As {@link #remove}, unless a live end holds a side. */
  void removeUnused() {
    if (!isThere()) {
      return;
    }
    try (SideLock lock = enter(LOCK_WAIT_NANOS)) {
      if (!isHeld()) {
        remove();
      }
    }
  }

  /**
   * Deletes Podwire's files, whole or damaged, and the directory if Podwire made it; none of them
   * if one of them is not Podwire's.
   */
  void remove() {
    if (!isThere()) {
      return;
    }
    requireOwn();
    Stream.of(RingFile.values()).forEach(file -> file.requireOwn(address));
    locks().forEach(lock -> SideLock.requireOwn(address.uri(), lock));
    try {
      Stream.of(RingFile.values()).forEach(file -> file.remove(address));
      locks().forEach(lock -> SideLock.remove(address.uri(), lock));
      if (path().isMade(FileKind.DIRECTORY)) {
        Files.deleteIfExists(address.directory());
      }
    } catch (DirectoryNotEmptyException e) {
      return; // a next end has come, and makes all anew
    } catch (IOException e) {
      throw fault(address.uri(), "removing " + address.directory(), e);
    }
  }

  static ChannelException fault(ChannelUri uri, String what, IOException e) {
    Kind kind = e instanceof AccessDeniedException ? Kind.DENIED : Kind.FAILED;
    return new ChannelException(
        kind, String.format(Locale.ROOT, "%s: %s failed: %s", uri, what, FileFault.words(e)), e);
  }
}
