package io.podwire.result.analysis;

import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A way of going that crosses several boundaries alike. Relayed, it begins with the local leg
 * alone: the mechanism inside the pod is what the relay is added to.
 *
 * @param leg the mechanism at the producer
 * @param carrier the mechanism between the pods, equal to the leg where nobody relays
 */
record BoundaryWay(
    String leg, String carrier, int sizeBytes, String waitStrategy, String serviceLevel) {
  private static final List<String> CARRIERS = List.of("tcp", "tls");
  private static final List<String> LEGS = List.of("shm", "fifo", "uds");

  /** All ways on which a cell is a step; none if it crosses no boundary as another cell does. */
  static List<BoundaryWay> of(Cell cell) {
    String leg = cell.path().get(1);
    boolean insidePod = Boundary.parse(cell.boundary()).insidePod();
    if (insidePod && LEGS.contains(leg)) {
      return CARRIERS.stream().map(carrier -> of(cell, leg, carrier)).toList();
    }
    return Stream.of(of(cell, leg, cell.mechanism())).toList();
  }

  private static BoundaryWay of(Cell cell, String leg, String carrier) {
    return new BoundaryWay(
        leg, carrier, cell.sizeBytes(), cell.waitStrategy(), cell.serviceLevel());
  }

  /** Whether a price for it says something of pods, not only of what is inside one. */
  boolean leavesThePod(Set<Boundary> measured) {
    return leg.equals(carrier) || measured.stream().anyMatch(boundary -> !boundary.insidePod());
  }

  String words() {
    String way = leg.equals(carrier) ? leg : leg + ", relayed by " + carrier;
    String waiting = waitStrategy.equals("block") ? "" : " " + waitStrategy;
    return way + waiting + (serviceLevel.equals("raw") ? "" : " " + serviceLevel);
  }
}
