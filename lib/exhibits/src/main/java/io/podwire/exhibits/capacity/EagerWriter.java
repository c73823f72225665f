package io.podwire.exhibits.capacity;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.RawDescriptor;

/**
 * The second process: writes pages to the pipe that is its standard error until the pipe has no
 * reader.
 */
final class EagerWriter {
  static final int BYTES_PER_WRITE = 4096;

  private EagerWriter() {}

  /** Says {@code ready}, writes, and says how many bytes went and what ended it. */
  public static void main(String[] arguments) {
    try (RawDescriptor pipe = RawDescriptor.of(2)) {
      System.out.println("ready");
      long writtenBytes = 0;
      Attempt attempt = pipe.write(BYTES_PER_WRITE);
      while (attempt.count() > 0) {
        writtenBytes += attempt.count();
        attempt = pipe.write(BYTES_PER_WRITE);
      }
      System.out.println(writtenBytes);
      System.out.println(attempt.line());
    }
  }
}
