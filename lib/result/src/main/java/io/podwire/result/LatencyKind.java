package io.podwire.result;

/** What a latency covers. One way and there and back never compare. Stateless. */
public final class LatencyKind {
  public static final String ROUND_TRIP = "round-trip";

  /** By one clock that both ends read, so only where their boot ids are equal. */
  public static final String ONE_WAY = "one-way";

  private LatencyKind() {}

  /** The only kind that a pattern measures. */
  public static String ofPattern(String pattern) {
    return pattern.equals("round-trip") ? ROUND_TRIP : ONE_WAY;
  }

  /** What a cell's latency covers; what it would cover where the cell has none. */
  public static String of(Cell cell) {
    Cell.Latency latency = cell.latency();
    return latency == null ? ofPattern(cell.pattern()) : latency.kind();
  }
}
