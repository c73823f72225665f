package io.podwire.result;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a measured cell that follow from each other: counts from counts, latencies from
 * the histogram, the whole from its rounds. An edited one stands out. Only for results of this
 * version; another may count otherwise.
 */
final class FigureCheck {
  private final Refusal refuse;

  FigureCheck(Refusal refuse) {
    this.refuse = refuse;
  }

  /** Throws IllegalArgumentException with the place of the first figure that does not fit. */
  void cell(Cell cell, String at) {
    counts(cell, at);
    usage(cell, at);
    Cell.Latency latency = cell.latency();
    if (latency != null) {
      Histogram histogram = LatencySummary.decode(latency.histogram());
      latency(latency, histogram, at + "/latency");
      messages(cell, histogram.getTotalCount(), at + "/latency/histogram");
    }
    List<Cell.Round> rounds = cell.rounds();
    if (rounds != null) {
      rounds(cell, rounds, latency, at + "/rounds");
    }
  }

  private void counts(Cell cell, String at) {
    long received = known(cell.received());
    long duplicated = known(cell.duplicated());
    long unknown = known(cell.unknown());
    refuse.unlessEqual(
        known(cell.lost()),
        known(cell.sent()) - received + duplicated + unknown,
        at + "/lost",
        "sent minus received plus duplicated plus unknown");
    atMost(received, duplicated, at + "/duplicated");
    atMost(received, known(cell.reordered()), at + "/reordered");
    atMost(received, known(cell.corrupted()), at + "/corrupted");
    atMost(received, unknown, at + "/unknown");
  }

  private void atMost(long received, long count, String at) {
    refuse.unless(count <= received, at, "is more than received, " + received);
  }

  /** The sums that stand in the cell are those of the ends. */
  private void usage(Cell cell, String at) {
    Usage usage = cell.usage();
    if (usage == null) {
      return;
    }
    Cell.CpuNanosPerMessage cpu = cell.cpuNanosPerMessage();
    Cell.CpuNanosPerMessage ofEnds = usage.cpuNanosPerMessage();
    String cpuAt = at + "/cpuNanosPerMessage";
    same(cpu, ofEnds, Cell.CpuNanosPerMessage::sender, cpuAt + "/sender");
    same(cpu, ofEnds, Cell.CpuNanosPerMessage::receiver, cpuAt + "/receiver");
    same(cpu, ofEnds, Cell.CpuNanosPerMessage::relay, cpuAt + "/relay");
    sum(
        cell.contextSwitchesPerMessage(),
        usage,
        Usage.End::contextSwitchesPerMessage,
        at,
        "contextSwitches");
    sum(cell.systemCallsPerMessage(), usage, Usage.End::systemCallsPerMessage, at, "systemCalls");
    sum(
        cell.allocatedBytesPerMessage(),
        usage,
        Usage.End::allocatedBytesPerMessage,
        at,
        "allocatedBytes");
  }

  private void same(
      Cell.@Nullable CpuNanosPerMessage one,
      Cell.@Nullable CpuNanosPerMessage other,
      Function<Cell.CpuNanosPerMessage, @Nullable Double> part,
      String at) {
    Double found = part(one, part);
    Double expected = part(other, part);
    if (found != null && expected != null) {
      refuse.unlessAgree(found, expected, at, "usage");
    }
  }

  private void sum(
      @Nullable Double found,
      Usage usage,
      Function<Usage.End, @Nullable Double> figure,
      String at,
      String name) {
    Double sender = usage.sender() == null ? null : figure.apply(usage.sender());
    Double receiver = usage.receiver() == null ? null : figure.apply(usage.receiver());
    if (found != null && sender != null && receiver != null) {
      refuse.unlessAgree(found, sender + receiver, at + "/" + name + "PerMessage", "usage");
    }
  }

  private void latency(Cell.Latency latency, Histogram histogram, String at) {
    Cell.Latency expected = LatencySummary.of(latency.kind(), histogram);
    String with = "the histogram";
    refuse.unlessEqual(latency.minNanos(), expected.minNanos(), at + "/minNanos", with);
    refuse.unlessEqual(latency.p50Nanos(), expected.p50Nanos(), at + "/p50Nanos", with);
    refuse.unlessEqual(latency.p90Nanos(), expected.p90Nanos(), at + "/p90Nanos", with);
    refuse.unlessEqual(latency.p99Nanos(), expected.p99Nanos(), at + "/p99Nanos", with);
    refuse.unlessEqual(latency.p999Nanos(), expected.p999Nanos(), at + "/p999Nanos", with);
    refuse.unlessEqual(latency.maxNanos(), expected.maxNanos(), at + "/maxNanos", with);
    refuse.unlessAgree(latency.meanNanos(), expected.meanNanos(), at + "/meanNanos", with);
  }

  /** Each message has a latency but for those whose number was not believed or came before. */
  private void messages(Cell cell, long latencies, String at) {
    long received = known(cell.received());
    long without = known(cell.duplicated()) + known(cell.corrupted()) + known(cell.unknown());
    refuse.unless(
        latencies <= received && latencies >= received - without,
        at,
        String.format(
            Locale.ROOT,
            "holds %d latencies, which does not agree with received (%d)",
            latencies,
            received));
  }

  private void rounds(
      Cell cell, List<Cell.Round> rounds, Cell.@Nullable Latency latency, String at) {
    if (latency != null) {
      Histogram together = LatencySummary.decode(latency.histogram());
      encloses(together, 50, rounds, Cell.Round::p50Nanos, at + "/p50Nanos");
      encloses(together, 99, rounds, Cell.Round::p99Nanos, at + "/p99Nanos");
    }
    cpu(cell, rounds, Cell.CpuNanosPerMessage::sender, at + "/usage/sender");
    cpu(cell, rounds, Cell.CpuNanosPerMessage::receiver, at + "/usage/receiver");
    cpu(cell, rounds, Cell.CpuNanosPerMessage::relay, at + "/usage/relay");
  }

  /** The mean over all messages lies between the least and the greatest of the rounds. */
  private void cpu(
      Cell cell,
      List<Cell.Round> rounds,
      Function<Cell.CpuNanosPerMessage, @Nullable Double> part,
      String at) {
    Double together = part(cell.cpuNanosPerMessage(), part);
    List<Double> known =
        rounds.stream()
            .map(Cell.Round::usage)
            .map(usage -> part(usage == null ? null : usage.cpuNanosPerMessage(), part))
            .filter(Objects::nonNull)
            .toList();
    if (together == null || known.size() < rounds.size()) {
      return;
    }
    double low = Collections.min(known);
    double high = Collections.max(known);
    refuse.unless(
        together >= low * (1 - Refusal.ROUNDING) && together <= high * (1 + Refusal.ROUNDING),
        at + "/cpuNanosPerMessage",
        String.format(
            Locale.ROOT,
            "of the rounds, %s to %s, does not enclose that of all, %s",
            low,
            high,
            together));
  }

  private static @Nullable Double part(
      Cell.@Nullable CpuNanosPerMessage cpu,
      Function<Cell.CpuNanosPerMessage, @Nullable Double> part) {
    return cpu == null ? null : part.apply(cpu);
  }

  /**
   * A percentile of all messages lies between the least and the greatest of the rounds, but for one
   * message a round, by which the rank of each was rounded.
   */
  private void encloses(
      Histogram together,
      double percentile,
      List<Cell.Round> rounds,
      Function<Cell.Round, @Nullable Long> figure,
      String at) {
    List<Long> known = rounds.stream().map(figure).filter(Objects::nonNull).toList();
    if (known.size() < rounds.size()) {
      return;
    }
    double ranks = 100.0 * rounds.size() / together.getTotalCount();
    long least = together.getValueAtPercentile(Math.max(0, percentile - ranks));
    long greatest = together.getValueAtPercentile(Math.min(100, percentile + ranks));
    refuse.unless(
        Collections.min(known) <= greatest && Collections.max(known) >= least,
        at,
        String.format(
            Locale.ROOT,
            "of the rounds, %d to %d, does not enclose that of all, %d",
            Collections.min(known),
            Collections.max(known),
            together.getValueAtPercentile(percentile)));
  }

  private static long known(@Nullable Long count) {
    return Objects.requireNonNull(count);
  }
}
