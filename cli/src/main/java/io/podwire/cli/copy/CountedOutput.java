package io.podwire.cli.copy;

import io.podwire.cli.console.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Shows how much was written to an output. For one thread. */
final class CountedOutput implements WritableByteChannel {
  private final WritableByteChannel output;
  private final Progress progress;
  private long bytes;

  CountedOutput(WritableByteChannel output, Progress progress) {
    this.output = output;
    this.progress = progress;
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    int count = output.write(buffer);
    bytes += count;
    progress.show(bytes, bytes, null);
    return count;
  }

  @Override
  public boolean isOpen() {
    return output.isOpen();
  }

  @Override
  public void close() throws IOException {
    output.close();
  }
}
