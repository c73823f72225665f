package io.podwire.ipc.memory;

import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * Makes the two files of a ring, each under another name until it is whole: all its blocks are
 * allocated, since a store to a page that a full volume cannot give would be a SIGBUS.
 */
final class RingMaker {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final RingAddress address;
  private final CallState state = new CallState();

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
    RingHeader header = new RingHeader(address.capacityBytes(), RANDOM.nextLong());
    Path data = RingAddress.unfinished(address.data());
    Path cursor = RingAddress.unfinished(address.cursor());
    try {
      Files.deleteIfExists(address.data());
      long dataBytes = DataFileDescriptor.fileBytes(header.capacityBytes());
      make(data, dataBytes, header, DataFileDescriptor.MAGIC);
      make(cursor, CursorFileDescriptor.FILE_BYTES, header, CursorFileDescriptor.MAGIC);
      Files.move(cursor, address.cursor(), StandardCopyOption.ATOMIC_MOVE);
      Files.move(data, address.data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw RingDirectory.fault(address.uri(), "making " + data, e);
    }
    return header;
  }

  private void make(Path file, long bytes, RingHeader header, long magic) throws IOException {
    Files.deleteIfExists(file);
    allocate(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      header.writeTo(
          channel.map(FileChannel.MapMode.READ_WRITE, 0, HeaderDescriptor.HEADER_BYTES, arena),
          magic);
    }
  }

  private void allocate(Path file, long bytes) throws IOException {
    int flags = Descriptors.O_RDWR | Descriptors.O_CREAT | Descriptors.O_EXCL;
    int fd = Descriptors.open(state, file.toString(), flags, 0660);
    if (fd < 0) {
      throw Errno.fault(address.uri(), "making " + file, state.errno(), "");
    }
    int errno = Descriptors.allocate(state, fd, bytes);
    Descriptors.close(state, fd);
    if (errno != 0) {
      ChannelException fault = allocationFault(bytes, errno);
      Files.deleteIfExists(file);
      throw fault;
    }
  }

  private ChannelException allocationFault(long bytes, int errno) throws IOException {
    if (errno != Errno.ENOSPC && errno != Errno.EDQUOT) {
      return Errno.fault(address.uri(), "allocating " + bytes + " bytes", errno, "");
    }
    var volume = Files.getFileStore(address.directory());
    return new ChannelException(
        Kind.EXHAUSTED,
        "%s: the volume %s of %s has no room for a file of %d bytes; "
                .formatted(address.uri(), volume, ByteSize.format(volume.getTotalSpace()), bytes)
            + "free it, enlarge it, or ask for less with ?capacity=");
  }
}
