package io.podwire.exhibits.boundaryprice;

import io.podwire.exhibits.Figures;
import io.podwire.exhibits.OverRounds;
import io.podwire.result.Cell;
import io.podwire.result.Units;
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
