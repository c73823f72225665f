package io.podwire.lab.exhibit.boundaryprice;

import io.podwire.lab.exhibit.Figures;
import io.podwire.lab.exhibit.OverRounds;
import io.podwire.lab.report.Cell;
import io.podwire.lab.report.Units;
import java.util.List;

/**
 * The median round trip on a way.
 *
 * @param nanos the medians of the rounds
 */
record Rung(Way way, OverRounds nanos) {
  static Rung of(Way way, List<Cell> rounds) {
    return new Rung(way, OverRounds.of(rounds, Figures::medianNanos).orElseThrow());
  }

  String words() {
    return way.boundary().text() + " " + nanos.words(Units::nanos);
  }
}
