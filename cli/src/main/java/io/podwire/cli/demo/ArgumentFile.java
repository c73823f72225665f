package io.podwire.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The argument file ({@code java @FILE}) that starts a program where there is no Podwire command,
 * as in an image: with the flags of its training, for its {@link StartCache} is refused otherwise.
 */
final class ArgumentFile {
  private ArgumentFile() {}

  /**
   * Writes it beside the jar, under the program's name.
   *
   * @param folder where jar, cache and {@code lib} will lie
   */
  static void write(Program program, Path jar, Path folder) throws IOException {
    List<String> words = new ArrayList<>(ProgramCommand.flags(program));
    words.add("-XX:AOTCache=" + in(folder, StartCache.file(jar)));
    words.add("-jar");
    words.add(in(folder, jar));
    Files.write(jar.resolveSibling(program.text()), words);
  }

  private static String in(Path folder, Path file) {
    return folder.resolve(file.getFileName()).toString();
  }
}
