package io.podwire.result;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rounds of one cell together: counts and times are added, histograms merged, what is per
 * message weighted by the messages, so that no round's tail or loss is left out. Stateless.
 */
public final class Rounds {
  private Rounds() {}

  /**
   * The cell of all rounds. One that was not measured stands for all: a cell that works only now
   * and then has no figure.
   *
   * @param rounds at least one, all of the same cell
   */
  public static Cell together(List<Cell> rounds) {
    return rounds.stream()
        .filter(round -> !round.isMeasured())
        .findFirst()
        .orElseGet(() -> rounds.size() == 1 ? rounds.getFirst() : pooled(rounds));
  }

  private static Cell pooled(List<Cell> rounds) {
    Cell first = rounds.getFirst();
    long received = sum(rounds, Cell::received);
    long durationNanos = sum(rounds, Cell::durationNanos);
    double perSecond = received * 1e9 / durationNanos;
    return new Cell(
        first.mechanism(),
        first.boundary(),
        first.path(),
        first.channel(),
        first.pattern(),
        first.sizeBytes(),
        first.waitStrategy(),
        first.serviceLevel(),
        first.status(),
        null,
        first.verify(),
        sum(rounds, Cell::sent),
        received,
        sum(rounds, Cell::lost),
        sum(rounds, Cell::duplicated),
        sum(rounds, Cell::reordered),
        sum(rounds, Cell::corrupted),
        sum(rounds, Cell::unknown),
        durationNanos,
        perSecond,
        perSecond * first.sizeBytes(),
        latency(rounds),
        cpu(rounds),
        mean(rounds, Cell::contextSwitchesPerMessage),
        mean(rounds, Cell::systemCallsPerMessage),
        mean(rounds, Cell::allocatedBytesPerMessage),
        first.offered(),
        usage(rounds),
        first.warmupNanos(),
        first.roundNanos(),
        rounds.stream().map(Rounds::round).toList());
  }

  private static Cell.Round round(Cell cell) {
    Cell.Latency latency = cell.latency();
    return new Cell.Round(
        latency == null ? null : latency.p50Nanos(),
        latency == null ? null : latency.p99Nanos(),
        Objects.requireNonNull(cell.messagesPerSecond()),
        cell.usage());
  }

  private static long sum(List<Cell> rounds, Function<Cell, @Nullable Long> field) {
    return rounds.stream().map(field).mapToLong(Objects::requireNonNull).sum();
  }

  private static Cell.@Nullable Latency latency(List<Cell> rounds) {
    List<Cell.Latency> latencies =
        rounds.stream().map(Cell::latency).filter(Objects::nonNull).toList();
    if (latencies.size() < rounds.size()) {
      return null;
    }
    Histogram merged = LatencySummary.decode(latencies.getFirst().histogram());
    latencies.stream()
        .skip(1)
        .forEach(latency -> merged.add(LatencySummary.decode(latency.histogram())));
    return LatencySummary.of(latencies.getFirst().kind(), merged);
  }

  private static Cell.@Nullable CpuNanosPerMessage cpu(List<Cell> rounds) {
    Double sender = mean(rounds, cell -> of(cell, Cell.CpuNanosPerMessage::sender));
    Double receiver = mean(rounds, cell -> of(cell, Cell.CpuNanosPerMessage::receiver));
    Double relay = mean(rounds, cell -> of(cell, Cell.CpuNanosPerMessage::relay));
    return sender == null && receiver == null && relay == null
        ? null
        : new Cell.CpuNanosPerMessage(sender, receiver, relay);
  }

  private static @Nullable Double of(
      Cell cell, Function<Cell.CpuNanosPerMessage, @Nullable Double> end) {
    Cell.CpuNanosPerMessage cpu = cell.cpuNanosPerMessage();
    return cpu == null ? null : end.apply(cpu);
  }

  private static @Nullable Usage usage(List<Cell> rounds) {
    return new Usage(
            end(rounds, Usage::sender), end(rounds, Usage::receiver), end(rounds, Usage::relay))
        .ifKnown();
  }

  private static Usage.@Nullable End end(
      List<Cell> rounds, Function<Usage, Usage.@Nullable End> which) {
    Function<Function<Usage.End, @Nullable Double>, @Nullable Double> mean =
        figure -> mean(rounds, cell -> of(cell, which, figure));
    return new Usage.End(
            mean.apply(Usage.End::cpuNanosPerMessage),
            mean.apply(Usage.End::contextSwitchesPerMessage),
            mean.apply(Usage.End::systemCallsPerMessage),
            mean.apply(Usage.End::allocatedBytesPerMessage),
            mean.apply(Usage.End::containerCpuNanosPerMessage),
            throttledNanos(rounds, which))
        .ifKnown();
  }

  private static @Nullable Long throttledNanos(
      List<Cell> rounds, Function<Usage, Usage.@Nullable End> which) {
    long sum = 0;
    for (Cell round : rounds) {
      Long nanos = of(round, which, Usage.End::throttledNanos);
      if (nanos == null) {
        return null;
      }
      sum += nanos;
    }
    return sum;
  }

  private static <T> @Nullable T of(
      Cell cell,
      Function<Usage, Usage.@Nullable End> which,
      Function<Usage.End, @Nullable T> figure) {
    Usage usage = cell.usage();
    Usage.End end = usage == null ? null : which.apply(usage);
    return end == null ? null : figure.apply(end);
  }

  /** The mean over all messages, or null if a round does not know it. */
  private static @Nullable Double mean(List<Cell> rounds, Function<Cell, @Nullable Double> field) {
    double sum = 0;
    for (Cell round : rounds) {
      Double value = field.apply(round);
      if (value == null) {
        return null;
      }
      sum += value * Objects.requireNonNull(round.received());
    }
    return sum / sum(rounds, Cell::received);
  }
}
