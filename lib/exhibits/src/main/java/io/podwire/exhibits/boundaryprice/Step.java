package io.podwire.exhibits.boundaryprice;

import io.podwire.result.Units;
import java.util.Locale;

/** From a rung to the next one up, over the same mechanism with the same waiting. */
record Step(Rung near, Rung far) {
  double ratio() {
    return far.nanos().median() / near.nanos().median();
  }

  /** Whether no round of the farther one was as cheap as a round of the nearer. */
  boolean isDearer() {
    return ratio() > 1 && !far.nanos().overlaps(near.nanos());
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%s %s from %s to %s (%s)",
        near.way().mechanism(),
        near.way().waiting().text(),
        near.way().boundary().text(),
        far.way().boundary().text(),
        Units.ratio(ratio()));
  }
}
