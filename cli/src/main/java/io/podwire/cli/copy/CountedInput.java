package io.podwire.cli.copy;

import io.podwire.cli.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Shows how much of an input was read. For one thread. */
final class CountedInput implements ReadableByteChannel {
  private final ReadableByteChannel input;
  private final Progress progress;
  private final long totalBytes;
  private long bytes;

  CountedInput(ReadableByteChannel input, Progress progress, long totalBytes) {
    this.input = input;
    this.progress = progress;
    this.totalBytes = totalBytes;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    int count = input.read(buffer);
    bytes += Math.max(0, count);
    progress.show(bytes, Math.max(bytes, totalBytes), null);
    return count;
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
