package io.podwire.cli.validity;

import io.podwire.cli.PodwireProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code bench/c/pingpong.c}, compiled here: round trips by a program that shares no code. */
final class CPingPong {
  private static final Pattern MEDIAN = Pattern.compile("\\bp50_ns (\\d+)\\b");

  private final Path folder;
  private final Path program;

  private CPingPong(Path folder) {
    this.folder = folder;
    this.program = folder.resolve("pingpong");
  }

  /** This machine's C compiler, if it has one. */
  static Optional<String> compiler() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(place -> Stream.of("cc", "gcc").map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  static CPingPong compile(String compiler, Path folder) throws Exception {
    CPingPong compiled = new CPingPong(folder);
    Path source = Path.of(System.getProperty("podwire.home"), "bench", "c", "pingpong.c");
    compiled.run(compiler, "-O2", "-std=c11", "-o", compiled.program.toString(), source.toString());
    return compiled;
  }

  /** The median round trip in ns; the options are the program's. */
  long medianNanos(String mechanism, List<String> options) throws Exception {
    String said =
        run(
            Stream.concat(Stream.of(program.toString(), mechanism), options.stream())
                .toArray(String[]::new));
    Matcher median = MEDIAN.matcher(said);
    if (!median.find()) {
      throw new AssertionError("the C program said no median: " + said);
    }
    return Long.parseLong(median.group(1));
  }

  private String run(String... words) throws Exception {
    try (PodwireProcess process = PodwireProcess.startCommand(folder, List.of(words))) {
      if (process.exitCode() != 0) {
        throw new AssertionError(words[0] + " failed: " + process.errText());
      }
      return Files.readString(process.out());
    }
  }
}
