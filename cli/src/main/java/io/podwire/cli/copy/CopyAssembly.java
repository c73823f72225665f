package io.podwire.cli.copy;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.lab.integrity.DataLossException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Puts the messages of a copy together. Bytes are copied once before they are summed up and
 * written, so that what was checked is what is written even if a peer scribbles in shared memory.
 * For one thread.
 */
final class CopyAssembly implements MessageHandler {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final ChannelUri uri;
  private final WritableByteChannel output;
  private final LifeSigns signs;
  private final ByteBuffer staged = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final MemorySegment stage = MemorySegment.ofBuffer(staged);
  private final CRC32C checksum = new CRC32C();
  private boolean begun;
  private boolean complete;
  private long id;
  private long number;
  private long bytes;

  /** Assembles a copy; while a write is under way, {@code signs} are given. */
  CopyAssembly(ChannelUri uri, WritableByteChannel output, LifeSigns signs) {
    this.uri = uri;
    this.output = output;
    this.signs = signs;
  }

  boolean isBegun() {
    return begun;
  }

  boolean isComplete() {
    return complete;
  }

  /** What tells the sender that its copy is complete. */
  long confirmation() {
    return CopyFrame.header(CopyFrame.WHOLE, id, number);
  }

  /** How many bytes came in order so far. */
  long bytes() {
    return bytes;
  }

  @Override
  public void onMessage(MemorySegment buffer, long offset, long length) {
    if (complete) {
      return; // of a next copy; whoever sends it will miss its receiver
    }
    if (CopyFrame.isBegin(buffer, offset, length)) {
      begin(CopyFrame.beginId(buffer, offset));
    } else if (begun) {
      part(buffer, offset, length);
    }
  }

  private void begin(long newId) {
    if (begun) {
      throw loss(
          String.format(Locale.ROOT, "another copy began after %d bytes of this one", bytes));
    }
    begun = true;
    id = newId;
  }

  private void part(MemorySegment buffer, long offset, long length) {
    long header = length < CopyFrame.HEADER_BYTES ? 0 : CopyFrame.getHeader(buffer, offset);
    if (header == CopyFrame.header(CopyFrame.DATA, id, number)) {
      number++;
      data(buffer, offset + CopyFrame.HEADER_BYTES, length - CopyFrame.HEADER_BYTES);
    } else if (header == CopyFrame.header(CopyFrame.END, id, number)
        && length == CopyFrame.END_BYTES) {
      end(CopyFrame.endLength(buffer, offset), CopyFrame.endChecksum(buffer, offset));
    } else if (header != CopyFrame.header(CopyFrame.ALIVE, id, number)) {
      throw loss(
          String.format(Locale.ROOT, "after %d bytes comes a message that does not follow", bytes));
    }
  }

  private void data(MemorySegment buffer, long offset, long length) {
    for (long at = 0; at < length; ) {
      long part = Math.min(length - at, staged.remaining());
      MemorySegment.copy(buffer, offset + at, stage, staged.position(), part);
      staged.position(staged.position() + (int) part);
      at += part;
      if (!staged.hasRemaining()) {
        writeUnchecked();
      }
    }
    bytes += length;
  }

  private void end(long sentBytes, long sentChecksum) {
    writeUnchecked();
    if (bytes != sentBytes) {
      throw loss(String.format(Locale.ROOT, "%d bytes came of %d", bytes, sentBytes));
    }
    if (checksum.getValue() != sentChecksum) {
      throw loss(
          String.format(
              Locale.ROOT, "%d bytes came, and their checksum is not the sender's", bytes));
    }
    complete = true;
  }

  private DataLossException loss(String what) {
    return new DataLossException(
        uri + ": data is missing or wrong: " + what + "; start both ends again");
  }

  private void writeUnchecked() {
    try {
      write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // out of the poll; CopyReceiver makes it what it was
    }
  }

  /** Writes what is staged. */
  void write() throws IOException {
    staged.flip();
    checksum.update(staged.duplicate());
    try {
      signs.during(this::writeStaged);
    } finally {
      staged.clear();
    }
  }

  private void writeStaged() throws IOException {
    while (staged.hasRemaining()) {
      output.write(staged);
    }
  }
}
