package io.podwire.ipc.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes into the files of a ring what no end of it would. */
record Forgery(Path file) {
  static Forgery data(Path directory) {
    return new Forgery(directory.resolve("ring").resolve("data"));
  }

  static Forgery cursor(Path directory) {
    return new Forgery(directory.resolve("ring").resolve("cursor"));
  }

  void putLong(long offset, long value) {
    put(offset, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value));
  }

  void putInt(long offset, int value) {
    put(offset, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value));
  }

  private void put(long offset, ByteBuffer bytes) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(bytes, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void truncate(long bytes) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
