package io.podwire.exhibits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whether others want the cores that two spinning ends need for themselves. Stateless. */
public final class Crowd {
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final int LOOKS = 5;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Crowd() {}

  /**
   * Looks for some tens of milliseconds, and gives evidence if the machine is crowded: the delays
   * of an end that spins are the scheduler's then.
   *
   * @return whether it is; false where the kernel hides it
   */
  public static boolean noteOn(Stage stage) {
    int cores = Runtime.getRuntime().availableProcessors();
    int others = others();
    if (others < cores) {
      return false;
    }
    stage.saw(
        "beware: at each of %d looks at least %d other threads wanted the %d cores; an end that spins keeps its core only until the scheduler takes it away",
        LOOKS, others, cores);
    return true;
  }

  /** How many threads but this one were runnable at the quietest of some looks. */
  private static int others() {
    int least = Integer.MAX_VALUE;
    try {
      for (int look = 0; look < LOOKS; look++) {
        String runnable = Files.readString(LOAD).split(" ")[3];
        least = Math.min(least, Integer.parseInt(runnable.split("/")[0]) - 1);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      return least;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException hidden) {
      return 0;
    }
  }
}
