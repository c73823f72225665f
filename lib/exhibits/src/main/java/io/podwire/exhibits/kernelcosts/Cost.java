package io.podwire.exhibits.kernelcosts;

import io.podwire.exhibits.Figures;
import io.podwire.exhibits.OverRounds;
import io.podwire.result.Cell;
import io.podwire.result.Units;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * What a message cost over several rounds; in a round trip that is one there-and-back. What is not
 * known of each round is empty.
 *
 * @param messages how many there were
 * @param nanos the median of a round trip, or the mean time between two messages of a stream
 * @param systemCalls of both ends
 * @param cpuNanos of both ends
 * @param contextSwitches of both ends
 */
record Cost(
    long messages,
    OverRounds nanos,
    Optional<OverRounds> systemCalls,
    Optional<OverRounds> cpuNanos,
    Optional<OverRounds> contextSwitches) {
  static Cost of(List<Cell> rounds) {
    return new Cost(
        rounds.stream().mapToLong(round -> Objects.requireNonNull(round.received())).sum(),
        OverRounds.of(rounds, Cost::ofRound).orElseThrow(),
        OverRounds.of(rounds, Cell::systemCallsPerMessage),
        OverRounds.of(rounds, Figures::cpuNanos),
        OverRounds.of(rounds, Cell::contextSwitchesPerMessage));
  }

  private static double ofRound(Cell round) {
    return round.latency() == null
        ? 1e9 / Objects.requireNonNull(round.messagesPerSecond())
        : Figures.medianNanos(round);
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%s each, %s of CPU, %s system calls, %s context switches (both ends; %s messages)",
        nanos.words(Units::nanos),
        words(cpuNanos, Units::nanos),
        words(systemCalls, Units::quantity),
        words(contextSwitches, Units::quantity),
        Units.count(messages));
  }

  private static String words(Optional<OverRounds> figure, DoubleFunction<String> unit) {
    return figure.map(known -> known.words(unit)).orElse("unknown");
  }
}
