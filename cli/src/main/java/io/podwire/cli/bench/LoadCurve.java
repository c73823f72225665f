package io.podwire.cli.bench;

import io.podwire.cli.option.Rate;
import io.podwire.lab.report.Cell;
import io.podwire.lab.workload.RunSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Latency against load: paced runs at several rates. What a share of saturation is, a stream over
 * the same channel says, measured just before. Immutable.
 */
record LoadCurve(List<RunSpec> unpaced, List<Rate> rates) {
  /** The streams that have to be measured first; none if all rates are given as such. */
  List<BenchCase> saturation() {
    return rates.stream().anyMatch(Rate.OfSaturation.class::isInstance)
        ? unpaced.stream().map(BenchCase::of).toList()
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
    for (int i = 0; i < unpaced.size(); i++) {
      for (Rate rate : rates) {
        RunSpec run = unpaced.get(i);
        switch (rate) {
          case Rate.PerSecond(long messages) -> cases.add(BenchCase.of(run.paced(messages)));
          case Rate.OfSaturation(double fraction) -> {
            Double perSecond = saturated.get(i).messagesPerSecond();
            if (perSecond != null) {
              long messages = Math.max(1, Math.round(perSecond * fraction));
              cases.add(new BenchCase(run.paced(messages), fraction));
            }
          }
        }
      }
    }
    return cases;
  }
}
