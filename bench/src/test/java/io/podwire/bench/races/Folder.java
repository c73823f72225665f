package io.podwire.bench.races;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Names for channels and locks, in a folder of this process below its working directory. */
final class Folder {
  private static final Path FOLDER = make();
  private static final AtomicLong NAMES = new AtomicLong();

  private Folder() {}

  private static Path make() {
    try {
      return Files.createTempDirectory(Path.of("").toAbsolutePath(), "channels-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path newPath() {
    return FOLDER.resolve(Long.toString(NAMES.incrementAndGet()));
  }
}
