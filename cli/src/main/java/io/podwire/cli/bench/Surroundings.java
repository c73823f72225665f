package io.podwire.cli.bench;

import io.podwire.lab.environment.Environment;
import java.util.List;
import java.util.Map;

/** What a bench ran on. */
final class Surroundings {
  private Surroundings() {}

  static Environment look() {
    return new Environment(
        List.of(),
        "0.1.0",
        String.valueOf(Runtime.version()),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        null,
        Runtime.getRuntime().availableProcessors(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        Map.of(),
        Map.of());
  }
}
