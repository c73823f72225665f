package io.podwire.result;

import java.util.List;

/**
 * Where a run takes place.
 *
 * @param mechanism the scheme that crosses the boundary
 * @param path alternating places and mechanisms: producer-a, shm, consumer-a
 * @param serviceLevel raw or reliable
 * @param clocksCompare whether both ends read one clock (the boot ids are equal); if not, times of
 *     one are never subtracted from those of the other
 */
public record Place(
    String mechanism,
    Boundary boundary,
    List<String> path,
    String serviceLevel,
    boolean clocksCompare) {
  /** Refuses a path that does not alternate places and mechanisms. */
  public Place {
    if (path.size() < 3 || path.size() % 2 == 0) {
      throw new IllegalArgumentException(
          path + " is not a path; give place, mechanism, place, ... and end with a place");
    }
    path = List.copyOf(path);
  }

  /** A raw place whose ends share a clock. */
  public static Place of(String mechanism, Boundary boundary, String... path) {
    return new Place(mechanism, boundary, List.of(path), "raw", true);
  }
}
