package io.podwire.cli.option;

/** The load that a paced run offers. */
public sealed interface Rate {
  /** As many messages a second. */
  record PerSecond(long messages) implements Rate {}

  /**
   * A share of what the channel carries at most.
   *
   * @param fraction 1 is saturation
   */
  record OfSaturation(double fraction) implements Rate {}
}
