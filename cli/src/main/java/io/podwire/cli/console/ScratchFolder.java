package io.podwire.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory for a short while, on a memory file system where there is one. */
public final class ScratchFolder implements AutoCloseable {
  private static final Path SHM = Path.of("/dev/shm");
  private final Path path;

  private ScratchFolder(Path path) {
    this.path = path;
  }

  /** Makes one that only this user may enter. */
  public static ScratchFolder create() throws IOException {
    boolean inMemory = Files.isDirectory(SHM) && Files.isWritable(SHM);
    return new ScratchFolder(
        inMemory
            ? Files.createTempDirectory(SHM, "podwire-")
            : Files.createTempDirectory("podwire-"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** A file in it. */
  public Path path(String file) {
    return path.resolve(file);
  }

  /** Its last name, which no other has. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** Removes it with all that is in it. Idempotent. */
  @Override
  public void close() throws IOException {
    try (var all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // removed already
    }
  }
}
