package io.podwire.lab.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The small files in which the kernel tells about itself, below a root. Immutable. */
record KernelFiles(Path root) {
  /** The lines of a file, none if it cannot be read. */
  List<String> lines(String file) {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (IOException hidden) {
      return List.of();
    }
  }

  /** What a directory holds, in order, nothing if it cannot be read. */
  List<String> names(String directory) {
    try (Stream<Path> entries = Files.list(root.resolve(directory))) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    } catch (IOException hidden) {
      return List.of();
    }
  }

  /** The first line of a file, null if there is none. */
  @Nullable String line(String file) {
    List<String> lines = lines(file);
    return lines.isEmpty() || lines.getFirst().isBlank() ? null : lines.getFirst().strip();
  }

  /** The number that a file holds, null if it holds none. */
  @Nullable Long number(String file) {
    return parse(line(file));
  }

  /** The number behind a name at the beginning of a line, null if there is none. */
  @Nullable Long number(String file, String name) {
    for (String line : lines(file)) {
      if (line.startsWith(name + " ")) {
        return parse(line.substring(name.length()).strip());
      }
    }
    return null;
  }

  static @Nullable Long parse(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
