package io.podwire.cli.bench;

import io.podwire.cli.option.Rate;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Cell;
import io.podwire.result.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * Latency against load: paced runs at several rates. What a share of saturation is, the same
 * channel says just before with all messages due at once: a stream, which reads no clock for each
 * message, carries more than any paced run. Immutable.
 *
 * @param saturating paced runs with all messages due at once
 */
record LoadCurve(List<RunSpec> saturating, List<Rate> rates) {
  /** What has to be measured first; nothing if all rates are given as such. */
  List<BenchCase> saturation() {
    return rates.stream().anyMatch(Rate.OfSaturation.class::isInstance)
        ? saturating.stream().map(BenchCase::of).toList()
        : List.of();
  }

  /**
   * The paced runs, channel by channel. A channel whose saturation was not measured has none at a
   * share of it.
   *
   * @param saturated the cells of {@link #saturation}
   */
  List<BenchCase> paced(List<Cell> saturated) {
    List<BenchCase> cases = new ArrayList<>();
    for (int i = 0; i < saturating.size(); i++) {
      for (Rate rate : rates) {
        RunSpec run = saturating.get(i);
        switch (rate) {
          case Rate.PerSecond(long messages) -> cases.add(BenchCase.of(run.paced(messages)));
          case Rate.OfSaturation(double fraction) ->
              Metric.THROUGHPUT
                  .of(saturated.get(i))
                  .ifPresent(perSecond -> cases.add(share(run, perSecond, fraction)));
        }
      }
    }
    return cases;
  }

  private static BenchCase share(RunSpec run, double perSecond, double fraction) {
    return new BenchCase(run.paced(Math.max(1, Math.round(perSecond * fraction))), fraction);
  }
}
