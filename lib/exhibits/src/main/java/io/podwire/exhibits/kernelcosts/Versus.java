package io.podwire.exhibits.kernelcosts;

import io.podwire.exhibits.OverRounds;
import io.podwire.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One workload over shared memory and over a socket. */
record Versus(Cost memory, Cost socket) {
  /** How many times the socket's time is that of shared memory. */
  double timeRatio() {
    return socket.nanos().median() / memory.nanos().median();
  }

  /** Whether a round of one took as long as a round of the other. */
  boolean timesOverlap() {
    return memory.nanos().overlaps(socket.nanos());
  }

  /** Whether shared memory takes less CPU; empty where that is hidden. */
  Optional<Boolean> memoryTakesLessCpu() {
    return isLess(memory.cpuNanos(), socket.cpuNanos());
  }

  /** Whether shared memory takes fewer system calls; empty where that is hidden. */
  Optional<Boolean> memoryTakesFewerCalls() {
    return isLess(memory.systemCalls(), socket.systemCalls());
  }

  private static Optional<Boolean> isLess(Optional<OverRounds> one, Optional<OverRounds> other) {
    return one.flatMap(a -> other.map(b -> a.median() < b.median()));
  }

  List<String> sentences(String work) {
    return List.of(
        String.format(Locale.ROOT, "%s: shared memory %s", work, memory.words()),
        String.format(Locale.ROOT, "%s: socket %s", work, socket.words()),
        String.format(Locale.ROOT, "%s: by the medians the socket takes %s", work, ratios()));
  }

  private String ratios() {
    List<String> ratios = new ArrayList<>();
    ratios.add(Units.ratio(timeRatio()) + " the time");
    ratio(memory.cpuNanos(), socket.cpuNanos()).ifPresent(r -> ratios.add(r + " the CPU"));
    return String.join(" and ", ratios) + " of shared memory";
  }

  private static Optional<String> ratio(Optional<OverRounds> one, Optional<OverRounds> other) {
    return one.flatMap(a -> other.map(b -> Units.ratio(b.median() / a.median())));
  }
}
