package io.podwire.ipc.memory;

import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.libc.ChannelFile;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.FileKind;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Makes the two files of a ring, each under another name until it is whole: all its blocks are
 * allocated, since a store to a page that a full volume cannot give would be a SIGBUS.
 */
final class RingMaker {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final RingAddress address;

  RingMaker(RingAddress address) {
    this.address = address;
  }

  /**
   * Makes both files, in place of those that are there. The caller holds the prepare lock. The
   * cursor comes first: where there is a data file there was a cursor.
   *
   * @throws ChannelException of kind EXHAUSTED if the volume is full, DENIED, FAILED
   */
  RingHeader make() {
    RingFile.DATA.requireOwn(address);
    RingFile.CURSOR.requireOwn(address);
    new ChannelPath(address.uri(), RingFile.DATA.path(address)).remove(FileKind.REGULAR);
    RingHeader header = new RingHeader(address.capacityBytes(), RANDOM.nextLong());
    make(RingFile.DATA, DataFileDescriptor.fileBytes(header.capacityBytes()), header);
    make(RingFile.CURSOR, CursorFileDescriptor.FILE_BYTES, header);
    show(RingFile.CURSOR);
    show(RingFile.DATA);
    return header;
  }

  private void make(RingFile kind, long bytes, RingHeader header) {
    Path unfinished = kind.unfinished(address);
    new ChannelPath(address.uri(), unfinished).remove(FileKind.REGULAR);
    try (ChannelFile file = ChannelFile.make(address.uri(), unfinished)) {
      int errno = file.allocate(bytes);
      if (errno != 0) {
        file.path().remove(FileKind.REGULAR);
        throw allocationFault(bytes, errno);
      }
      file.write(0, header.bytes(kind));
      file.setMode(0660);
    }
  }

  private void show(RingFile kind) {
    Path file = kind.path(address);
    try {
      Files.move(kind.unfinished(address), file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw RingDirectory.fault(address.uri(), "making " + file, e);
    }
  }

  private ChannelException allocationFault(long bytes, int errno) {
    if (errno != Errno.ENOSPC && errno != Errno.EDQUOT) {
      return Errno.fault(address.uri(), "allocating " + bytes + " bytes", errno, "");
    }
    return new ChannelException(
        Kind.EXHAUSTED,
        String.format(
                Locale.ROOT,
                "%s: the volume %s has no room for a file of %d bytes; ",
                address.uri(),
                volume(),
                bytes)
            + "free it, enlarge it, or ask for less with ?capacity=");
  }

  private String volume() {
    try {
      FileStore volume = Files.getFileStore(address.directory());
      return volume + " of " + ByteSize.format(volume.getTotalSpace());
    } catch (IOException e) {
      return "of " + address.directory();
    }
  }
}
