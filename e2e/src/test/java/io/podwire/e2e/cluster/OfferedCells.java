package io.podwire.e2e.cluster;

import io.podwire.result.Cell;
import io.podwire.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The cells that a comparison of these pods must have: inside the first, and from it to one pod
 * beyond each boundary. Each is written as boundary, wait strategy and path.
 *
 * @param from the pod that is asked
 * @param beyond the boundaries between pods, each with the pod on its other side
 */
record OfferedCells(String from, Map<String, String> beyond) {
  private static final List<String> POD_BOUND = List.of("shm", "fifo", "mq", "sysv", "uds", "pipe");

  /** What can be measured. */
  List<String> measured() {
    List<String> cells = new ArrayList<>();
    cells.add("process block producer-%s>pipe>child-%s".formatted(from, from));
    cells.add("container spin " + direct("shm", from));
    for (String scheme : List.of("shm", "fifo", "mq", "sysv", "uds", "tcp", "http")) {
      cells.add("container block " + direct(scheme, from));
    }
    beyond.forEach(
        (boundary, to) -> {
          for (String scheme : List.of("tcp", "http")) {
            cells.add(boundary + " block " + direct(scheme, to));
          }
          for (String leg : List.of("shm", "fifo", "uds")) {
            cells.add(boundary + " block " + relayed(leg, to));
          }
        });
    return cells;
  }

  /** What the kernel forbids, because it ends with the pod. */
  List<String> forbidden() {
    List<String> cells = new ArrayList<>();
    beyond.forEach(
        (boundary, to) ->
            POD_BOUND.forEach(scheme -> cells.add(boundary + " block " + direct(scheme, to))));
    return cells;
  }

  private String direct(String scheme, String to) {
    return "producer-%s>%s>consumer-%s".formatted(from, scheme, to);
  }

  private String relayed(String leg, String to) {
    return "producer-%s>%s>sidecar-%s>tcp>sidecar-%s>%s>consumer-%s"
        .formatted(from, leg, from, to, leg, to);
  }

  /** The cells of a result, in the same words. */
  static List<String> of(Result result, Predicate<Cell> which) {
    return result.cells().stream()
        .filter(which)
        .map(
            cell ->
                "%s %s %s"
                    .formatted(cell.boundary(), cell.waitStrategy(), String.join(">", cell.path())))
        .toList();
  }
}
