package io.podwire.cli.validity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Medians of two programs that took turns, and the ratios of those that stood side by side. */
final class PairedRatios {
  private final List<Double> ratios = new ArrayList<>();
  private final List<Long> ours = new ArrayList<>();
  private final List<Long> theirs = new ArrayList<>();

  void add(long podwireNanos, long peerNanos) {
    ours.add(podwireNanos);
    theirs.add(peerNanos);
    ratios.add((double) podwireNanos / peerNanos);
  }

  int size() {
    return ratios.size();
  }

  /** Of an even number the mean of the two in the middle. */
  double median() {
    List<Double> sorted = ratios.stream().sorted().toList();
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Podwire %s ns, C %s ns, ratios %s, median %.2f",
        ours,
        theirs,
        ratios.stream()
            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
            .collect(Collectors.joining(" ")),
        median());
  }
}
