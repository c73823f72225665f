package io.podwire.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The code blocks of README.md. Stateless. */
final class Readme {
  /** The folder that README.md is in. */
  static final Path HOME = Path.of(System.getProperty("podwire.home"));

  private Readme() {}

  /** The blocks of a language, in their order, without the fences. */
  static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(Files.readString(HOME.resolve("README.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
