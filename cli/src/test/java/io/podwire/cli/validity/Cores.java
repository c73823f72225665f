package io.podwire.cli.validity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cores to pin the two ends to. */
final class Cores {
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Cores() {}

  /** The first two that this process may use, "0,1" for instance; one of them twice if alone. */
  static String pair() throws IOException {
    int[] allowed = allowed(Files.readAllLines(Path.of("/proc/self/status")));
    return allowed[0] + "," + allowed[Math.min(1, allowed.length - 1)];
  }

  static boolean areTwo(String pair) {
    return !pair.matches("(\\d+),\\1");
  }

  private static int[] allowed(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(ALLOWED))
        .flatMap(line -> Stream.of(line.substring(ALLOWED.length()).strip().split(",")))
        .flatMapToInt(Cores::range)
        .toArray();
  }

  private static IntStream range(String text) {
    String[] ends = text.split("-");
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }
}
