package io.podwire.sidecar.comparison;

import io.podwire.api.ComparisonSpec;
import io.podwire.lab.workload.Pattern;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison's specification with its defaults filled in and checked. Immutable. */
record Settings(
    Duration duration,
    int rounds,
    List<Integer> sizesBytes,
    List<Pattern> patterns,
    List<String> mechanisms) {
  static final List<String> SCHEMES =
      List.of("shm", "pipe", "fifo", "mq", "sysv", "uds", "tcp", "http");
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Of all sizes and patterns of one place; a comparison has some thirty places. */
  private static final Duration LONGEST_TOTAL = Duration.ofMinutes(30);

  private static final int ROUNDS = 3;
  private static final int MAX_ROUNDS = 100;
  private static final int MAX_SIZES = 16;
  private static final int MAX_SIZE_BYTES = 16 << 20;

  /**
   * Fills in and checks.
   *
   * @throws IllegalArgumentException naming what was found and what is allowed
   */
  static Settings of(ComparisonSpec spec) {
    Duration duration = Optional.ofNullable(spec.duration()).orElse(Duration.ofSeconds(1));
    require(
        duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(LONGEST) <= 0,
        String.format(
            Locale.ROOT, "duration: %s is not allowed; give PT0.001S to %s", duration, LONGEST));
    int rounds = Optional.ofNullable(spec.rounds()).orElse(ROUNDS);
    require(
        rounds >= 1 && rounds <= MAX_ROUNDS,
        String.format(Locale.ROOT, "rounds: %d is not allowed; give 1 to %d", rounds, MAX_ROUNDS));
    List<Integer> sizes = Optional.ofNullable(spec.sizesBytes()).orElse(List.of(64));
    require(
        !sizes.isEmpty() && sizes.size() <= MAX_SIZES,
        String.format(
            Locale.ROOT,
            "sizesBytes: %d sizes are not allowed; give 1 to %d",
            sizes.size(),
            MAX_SIZES));
    sizes.forEach(Settings::requireSize);
    List<Pattern> patterns = Optional.ofNullable(spec.patterns()).orElse(PodBoundary.patterns());
    require(
        !patterns.isEmpty() && !patterns.contains(Pattern.PACED),
        "patterns: a comparison takes round-trip, stream or both");
    Duration total = duration.multipliedBy((long) sizes.size() * patterns.size());
    require(
        total.compareTo(LONGEST_TOTAL) <= 0,
        String.format(
            Locale.ROOT,
            "duration: %s for each of %d sizes and %d patterns is not allowed; together up to %s",
            duration,
            sizes.size(),
            patterns.size(),
            LONGEST_TOTAL));
    List<String> mechanisms = Optional.ofNullable(spec.mechanisms()).orElse(SCHEMES);
    require(!mechanisms.isEmpty(), "mechanisms: none is named; leave it out for all");
    mechanisms.forEach(Settings::requireScheme);
    return new Settings(duration, rounds, unique(sizes), unique(patterns), unique(mechanisms));
  }

  private static void requireSize(Integer sizeBytes) {
    require(
        sizeBytes != null && sizeBytes >= 0 && sizeBytes <= MAX_SIZE_BYTES,
        String.format(
            Locale.ROOT, "sizesBytes: %s is not allowed; give 0 to %d", sizeBytes, MAX_SIZE_BYTES));
  }

  private static void requireScheme(String scheme) {
    require(
        SCHEMES.contains(scheme),
        String.format(
            Locale.ROOT,
            "mechanisms: '%s' is unknown; take of %s",
            scheme,
            String.join(", ", SCHEMES)));
  }

  private static void require(boolean allowed, String message) {
    if (!allowed) {
      throw new IllegalArgumentException(message);
    }
  }

  private static <T> List<T> unique(List<T> values) {
    return List.copyOf(new LinkedHashSet<>(values));
  }

  /** The measured phase of one round of a cell. */
  Duration roundDuration() {
    return duration.dividedBy(rounds);
  }

  /** What precedes it. */
  Duration roundWarmup() {
    return roundDuration().dividedBy(4);
  }
}
