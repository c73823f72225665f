package io.podwire.cli.validity;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the machine's cores from halting while they idle, as long as it is open: otherwise a
 * blocking round trip is mostly what two halted cores take to wake, which drifts, and hides the
 * programs that are compared. By the kernel's power management quality of service (its file asks
 * for root and is not everywhere; without it the cores halt as they like).
 */
final class AwakeCores implements AutoCloseable {
  private static final Path FILE = Path.of("/dev/cpu_dma_latency");

  private final @Nullable FileOutputStream request;

  private AwakeCores(@Nullable FileOutputStream request) {
    this.request = request;
  }

  static AwakeCores hold() throws IOException {
    if (!Files.isWritable(FILE)) {
      return new AwakeCores(null);
    }
    FileOutputStream request = new FileOutputStream(FILE.toFile());
    request.write(new byte[Integer.BYTES]); // a latency of 0 us; holds until the file is closed
    return new AwakeCores(request);
  }

  String words() {
    return request == null ? "cores may halt" : "cores kept awake";
  }

  @Override
  public void close() throws IOException {
    if (request != null) {
      request.close();
    }
  }
}
