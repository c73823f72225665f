package io.podwire.exhibits;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Where in the kernel the threads of a process sleep ({@code /proc/PID/task/TID/wchan}, proc(5)),
 * as far as the kernel lets this process see it. Stateless.
 */
public final class KernelWait {
  private static final long LOOK_AGAIN_NANOS = 5_000_000;

  private KernelWait() {}

  /**
   * Waits until a thread of the process sleeps in a function whose name contains {@code word}, and
   * gives that name; empty if none is seen to within {@code patience}.
   */
  public static Optional<String> awaitIn(long pid, String word, Duration patience) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - deadlineNanos < 0) {
      Optional<String> found = places(pid).stream().filter(p -> p.contains(word)).findFirst();
      if (found.isPresent()) {
        return found;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    return Optional.empty();
  }

  private static List<String> places(long pid) {
    List<String> places = new ArrayList<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks) {
        places.add(Files.readString(task.resolve("wchan")));
      }
    } catch (IOException hiddenOrGone) {
      return places;
    }
    return places;
  }
}
