package io.podwire.result.analysis;

import io.podwire.result.Cell;
import io.podwire.result.Spread;
import io.podwire.result.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a message of a cell took, as its row shows it: each figure is the median of the rounds, as
 * p50 and messages per second are, so that no round weighs more for having been fast. Of a result
 * that did not keep them round by round it is the figure of all rounds together. Immutable.
 */
public final class RowFigures {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Cell cell;
  private final List<Taken> rounds;

  /** What one round took for a message, at both ends and, relayed, in the sidecars between. */
  private record Taken(
      Cell.@Nullable CpuNanosPerMessage cpu,
      @Nullable Double contextSwitches,
      @Nullable Double systemCalls,
      @Nullable Double allocatedBytes,
      double messagesPerSecond) {}

  /** The figures of a measured cell. */
  public RowFigures(Cell cell) {
    this.cell = cell;
    this.rounds = taken(cell);
  }

  private static List<Taken> taken(Cell cell) {
    List<Cell.Round> rounds = cell.rounds();
    return rounds == null || rounds.stream().anyMatch(round -> round.usage() == null)
        ? List.of(together(cell))
        : rounds.stream().map(round -> taken(cell, round)).toList();
  }

  private static Taken together(Cell cell) {
    Usage usage = cell.usage();
    boolean relayed = isRelayed(cell);
    return new Taken(
        cell.cpuNanosPerMessage(),
        sum(usage, relayed, cell.contextSwitchesPerMessage(), Usage.End::contextSwitchesPerMessage),
        sum(usage, relayed, cell.systemCallsPerMessage(), Usage.End::systemCallsPerMessage),
        sum(usage, relayed, cell.allocatedBytesPerMessage(), Usage.End::allocatedBytesPerMessage),
        orZero(cell.messagesPerSecond()));
  }

  private static Taken taken(Cell cell, Cell.Round round) {
    Usage usage = Objects.requireNonNull(round.usage());
    boolean relayed = isRelayed(cell);
    return new Taken(
        usage.cpuNanosPerMessage(),
        sum(usage, relayed, Usage.End::contextSwitchesPerMessage),
        sum(usage, relayed, Usage.End::systemCallsPerMessage),
        sum(usage, relayed, Usage.End::allocatedBytesPerMessage),
        round.messagesPerSecond());
  }

  private static boolean isRelayed(Cell cell) {
    return cell.path().size() > 3;
  }

  /** Of the ends alone, then with the sidecars; null where one of them is not known. */
  private static @Nullable Double sum(
      @Nullable Usage usage,
      boolean relayed,
      @Nullable Double ofEnds,
      Function<Usage.End, @Nullable Double> figure) {
    Double relay = relayed ? of(usage == null ? null : usage.relay(), figure) : (Double) 0.0;
    return ofEnds == null || relay == null ? null : (Double) (ofEnds + relay);
  }

  private static @Nullable Double sum(
      Usage usage, boolean relayed, Function<Usage.End, @Nullable Double> figure) {
    Double sender = of(usage.sender(), figure);
    Double receiver = of(usage.receiver(), figure);
    return sum(
        usage,
        relayed,
        sender == null || receiver == null ? null : (Double) (sender + receiver),
        figure);
  }

  private static @Nullable Double of(
      Usage.@Nullable End end, Function<Usage.End, @Nullable Double> figure) {
    return end == null ? null : figure.apply(end);
  }

  /** The 99th percentile of the latency in ns, null if there is none. */
  public @Nullable Long p99Nanos() {
    List<Cell.Round> all = cell.rounds();
    Cell.Latency latency = cell.latency();
    List<Double> values =
        all == null
            ? List.of()
            : all.stream()
                .map(Cell.Round::p99Nanos)
                .filter(Objects::nonNull)
                .map(Long::doubleValue)
                .toList();
    OptionalDouble median = Spread.median(values);
    return median.isPresent()
        ? (Long) Math.round(median.getAsDouble())
        : latency == null ? null : (Long) latency.p99Nanos();
  }

  /** CPU time, its parts those of the round in the middle, so that they add up to it. */
  public Cell.@Nullable CpuNanosPerMessage cpu() {
    List<Cell.CpuNanosPerMessage> known =
        rounds.stream().map(Taken::cpu).filter(Objects::nonNull).toList();
    if (known.size() < rounds.size()) {
      return null;
    }
    boolean relay = known.stream().allMatch(cpu -> cpu.relay() != null); // else no sum compares
    List<Cell.CpuNanosPerMessage> sorted =
        known.stream()
            .map(
                cpu ->
                    relay ? cpu : new Cell.CpuNanosPerMessage(cpu.sender(), cpu.receiver(), null))
            .sorted(Comparator.comparingDouble(Cell.CpuNanosPerMessage::sum))
            .toList();
    int n = sorted.size();
    return sorted.get((n - 1) / 2).mean(sorted.get(n / 2));
  }

  /** How many cores all of them kept busy: the row's CPU time times its messages per second. */
  public @Nullable Double coresBusy() {
    Cell.CpuNanosPerMessage cpu = cpu();
    double perSecond = median(Taken::messagesPerSecond).orElse(0);
    return cpu == null || perSecond == 0 ? null : cpu.sum() * perSecond / NANOS_PER_SECOND;
  }

  /** Voluntary and not. */
  public @Nullable Double contextSwitches() {
    return known(Taken::contextSwitches);
  }

  /** Of the channels. */
  public @Nullable Double systemCalls() {
    return known(Taken::systemCalls);
  }

  /** On the heap. */
  public @Nullable Double allocatedBytes() {
    return known(Taken::allocatedBytes);
  }

  private @Nullable Double known(Function<Taken, @Nullable Double> figure) {
    return rounds.stream().anyMatch(round -> figure.apply(round) == null)
        ? null
        : (Double) median(round -> Objects.requireNonNull(figure.apply(round))).orElseThrow();
  }

  private OptionalDouble median(ToDoubleFunction<Taken> figure) {
    return Spread.median(rounds.stream().mapToDouble(figure).boxed().toList());
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
