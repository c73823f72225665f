package io.podwire.result.analysis;

import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.RunConditions;
import io.podwire.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What else took the cores: a limit, other programs, the hypervisor. Stateless. */
final class LoadDoubts {
  /** The counters tick every 10 ms, and the look before the run is short. */
  private static final double SMALL_LOAD_BEFORE = 0.25;

  private static final double SMALL_LOAD = 0.1;

  /** Of the run: half of what it takes to reach the p99. */
  private static final double SMALL_STEAL = 0.005;

  private LoadDoubts() {}

  static List<String> of(Environment environment) {
    List<String> sentences = new ArrayList<>();
    RunConditions during = environment.during();
    throttled(sentences, environment, during);
    otherLoad(
        sentences, environment.otherLoadCores(), during == null ? null : during.otherLoadCores());
    if (during != null && during.stolenNanos() != null) {
      stolen(sentences, during.stolenNanos(), during.elapsedNanos());
    }
    return sentences;
  }

  private static void throttled(
      List<String> sentences, Environment environment, @Nullable RunConditions during) {
    Double limit = environment.cpuLimitCores();
    String wayOut =
        "; raise the CPU limit"
            + (limit == null ? "" : String.format(Locale.ROOT, " of %.2f cores", limit))
            + " and measure again.";
    if (during != null && during.throttledNanos() != null) {
      if (during.throttledNanos() > 0) {
        sentences.add(
            String.format(
                    Locale.ROOT,
                    "The CPU limit stopped this run for %s of its %s: it stands in p99, max and rates",
                    Units.nanos(during.throttledNanos()),
                    Units.nanos(during.elapsedNanos()))
                + wayOut);
      }
    } else if (environment.throttledNanos() != null && environment.throttledNanos() > 0) {
      sentences.add(
          String.format(
                  Locale.ROOT,
                  "The CPU limit had stopped the programs for %s before the run, and whether it did so again is",
                  Units.nanos(environment.throttledNanos()))
              + " not known"
              + wayOut);
    }
  }

  private static void otherLoad(
      List<String> sentences, @Nullable Double before, @Nullable Double during) {
    boolean busyBefore = before != null && before > SMALL_LOAD_BEFORE;
    boolean busyDuring = during != null && during > SMALL_LOAD;
    if (busyBefore || busyDuring) {
      sentences.add(
          "Other programs kept "
              + (before == null ? "" : cores(before) + " busy before the run")
              + (before == null || during == null ? "" : " and ")
              + (during == null ? "" : cores(during) + " during it")
              + ": an end that finds its core taken waits for milliseconds, which stands in p99, max and"
              + " rates; stop them and measure again.");
    }
  }

  private static void stolen(List<String> sentences, long stolenNanos, long elapsedNanos) {
    if (stolenNanos > SMALL_STEAL * elapsedNanos) {
      sentences.add(
          String.format(
                  Locale.ROOT,
                  "The hypervisor took cores away for %s of the run's %s: it stands in p99 and max; measure again,",
                  Units.nanos(stolenNanos),
                  Units.nanos(elapsedNanos))
              + " or on a machine that is not shared.");
    }
  }

  private static String cores(double cores) {
    return String.format(Locale.ROOT, "%.2f cores", cores);
  }
}
