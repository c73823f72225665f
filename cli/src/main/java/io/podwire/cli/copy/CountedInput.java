package io.podwire.cli.copy;

import io.podwire.cli.console.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;

/** Shows how much of an input was read, and names it in its faults. For one thread. */
final class CountedInput implements ReadableByteChannel {
  private final ReadableByteChannel input;
  private final String name;
  private final Progress progress;
  private final long totalBytes;
  private long bytes;

  CountedInput(ReadableByteChannel input, String name, Progress progress, long totalBytes) {
    this.input = input;
    this.name = name;
    this.progress = progress;
    this.totalBytes = totalBytes;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    int count = readNamed(buffer);
    bytes += Math.max(0, count);
    progress.show(bytes, Math.max(bytes, totalBytes), null);
    return count;
  }

  private int readNamed(ByteBuffer buffer) throws IOException {
    try {
      return input.read(buffer);
    } catch (ClosedChannelException e) {
      throw e; // by another thread
    } catch (IOException e) {
      throw new FileSystemException(name, null, e.getMessage());
    }
  }

  @Override
  public boolean isOpen() {
    return input.isOpen();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
