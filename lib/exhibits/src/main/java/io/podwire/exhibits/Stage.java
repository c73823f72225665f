package io.podwire.exhibits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an exhibit may use: a folder on a memory file system, processes of its own, and a place for
 * its evidence. All of it goes when the stage is closed. For one thread.
 */
public final class Stage implements AutoCloseable {
  private static final Path SHM = Path.of("/dev/shm");

  private final Path folder;
  private final List<Companion> companions = new CopyOnWriteArrayList<>();
  private final List<String> evidence = new ArrayList<>();
  private final Unlink removal = new Unlink(this::remove);

  private Stage(Path folder) {
    this.folder = folder;
  }

  /** Makes an empty stage. */
  public static Stage open() {
    try {
      boolean inMemory = Files.isDirectory(SHM) && Files.isWritable(SHM);
      return new Stage(
          inMemory
              ? Files.createTempDirectory(SHM, "podwire-exhibit-")
              : Files.createTempDirectory("podwire-exhibit-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the stage; nothing is made. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** A name that no other stage has, letters, digits and hyphens. */
  public String uniqueName() {
    return String.valueOf(folder.getFileName());
  }

  /** Starts another process that runs {@code main}, a child of this one; see {@link Companion}. */
  public Companion start(Class<?> main, Object... arguments) {
    return remember(Companion.start(main, arguments));
  }

  /** As {@link #start}, with {@code end} as its standard error, which it inherits. */
  public Companion startWithError(RawDescriptor end, Class<?> main, Object... arguments) {
    return remember(
        Companion.start(Companion.builder(List.of(), main, arguments).redirectError(end.file())));
  }

  /** As {@link #start}, behind a command that ends by running its arguments. */
  public Companion startBehind(List<String> prefix, Class<?> main, Object... arguments) {
    return remember(Companion.start(Companion.builder(prefix, main, arguments)));
  }

  private Companion remember(Companion companion) {
    companions.add(companion);
    return companion;
  }

  /** Gives evidence: one sentence with figures, in the form of {@link String#format}. */
  public void saw(String sentence, Object... figures) {
    evidence.add(String.format(Locale.ROOT, sentence, figures));
  }

  List<String> evidence() {
    return evidence;
  }

  /** Ends all processes and removes all files. Happens too when this process is told to end. */
  @Override
  public void close() {
    removal.close();
  }

  private void remove() {
    companions.forEach(Companion::close);
    try (var all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return; // gone already
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
