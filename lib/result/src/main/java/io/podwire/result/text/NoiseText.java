package io.podwire.result.text;

import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.Noise;
import io.podwire.lab.environment.RunConditions;
import io.podwire.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The noise of the machine before and during the run, in words. Stateless. */
final class NoiseText {
  private NoiseText() {}

  static String floor(Environment environment) {
    Long floor = environment.noiseFloorNanos();
    if (floor == null) {
      return "Noise floor not known";
    }
    String text =
        "Noise floor "
            + Units.nanos(floor)
            + ": the machine alone stopped a spinning thread that long";
    Noise noise = environment.noise();
    return noise == null ? text : text + next(noise) + clock(noise) + wake(noise);
  }

  private static String next(Noise noise) {
    String others =
        noise.largestGapsNanos().stream()
            .skip(1)
            .map(gap -> Units.nanos(gap))
            .collect(Collectors.joining(", "));
    return " in a look of "
        + Units.nanos(noise.lookNanos())
        + (others.isEmpty() ? "" : " (the next gaps: " + others + ")");
  }

  private static String clock(Noise noise) {
    return String.format(
        Locale.ROOT,
        "; reading the clock takes %s, its steps are %s",
        Units.nanos(noise.clockReadNanos()),
        Units.nanos(noise.clockResolutionNanos()));
  }

  private static String wake(Noise noise) {
    Long wakeNanos = noise.wakeNanos();
    return wakeNanos == null ? "" : "; waking an idle core takes " + Units.nanos(wakeNanos);
  }

  /**
   * What happened during the run, or before it where no more is known.
   *
   * @param endsThrottled whether a CPU limit stopped an end; the environment knows only of the
   *     program that was asked for the run
   */
  static Optional<String> run(Environment environment, boolean endsThrottled) {
    Double before = environment.otherLoadCores();
    RunConditions during = environment.during();
    if (during == null) {
      return Optional.ofNullable(before).map(load -> load(load) + " before the run");
    }
    List<String> facts = new ArrayList<>();
    if (during.throttledNanos() != null && (during.throttledNanos() > 0 || !endsThrottled)) {
      facts.add(
          during.throttledNanos() == 0
              ? "never throttled"
              : "throttled for " + Units.nanos(during.throttledNanos()));
    }
    if (during.stolenNanos() != null) {
      facts.add(Units.nanos(during.stolenNanos()) + " stolen by the hypervisor");
    }
    if (during.otherLoadCores() != null) {
      facts.add(
          load(during.otherLoadCores())
              + (before == null ? "" : String.format(Locale.ROOT, " (%.2f before it)", before)));
    } else if (before != null) {
      facts.add(load(before) + " before it");
    }
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The run of " + Units.nanos(during.elapsedNanos()) + ": " + String.join(", ", facts));
  }

  private static String load(double cores) {
    return String.format(Locale.ROOT, "other programs on %.2f cores", cores);
  }
}
