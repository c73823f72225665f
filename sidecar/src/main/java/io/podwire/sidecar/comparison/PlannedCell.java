package io.podwire.sidecar.comparison;

import io.podwire.api.Topology.Pod;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.Pattern;
import io.podwire.result.Place;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One cell before it is measured.
 *
 * @param way how its messages go
 * @param scheme of the channel at the source: that of the local legs where sidecars relay
 * @param from the pod of the source
 * @param to the pod of the sink
 * @param obstacle why it is not measured, or null
 */
record PlannedCell(
    Place place,
    Way way,
    String scheme,
    Pod from,
    Pod to,
    Pattern pattern,
    int sizeBytes,
    WaitStrategy waitStrategy,
    @Nullable Obstacle obstacle) {

  /** How messages go from source to sink. */
  enum Way {
    /** Over a local channel of one pod. */
    LOCAL,
    /** From the producer to a child process of its own. */
    CHILD,
    /** Over a socket to the consumer, in whatever pod. */
    SOCKET,
    /** By the sidecars of both pods. */
    RELAYED
  }

  /**
   * Why a cell is not measured.
   *
   * @param forbidden by kernel or limit; otherwise it should have worked
   */
  record Obstacle(boolean forbidden, String reason) {}

  PlannedCell withObstacle(@Nullable Obstacle newObstacle) {
    return newObstacle == null
        ? this
        : new PlannedCell(
            place, way, scheme, from, to, pattern, sizeBytes, waitStrategy, newObstacle);
  }

  /** The same as a stream. */
  PlannedCell streaming() {
    return new PlannedCell(
        place, way, scheme, from, to, Pattern.STREAM, sizeBytes, waitStrategy, obstacle);
  }

  /** What it is, in words, for progress. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%s %s, %s of %d B, wait %s",
        place.mechanism(),
        String.join(" ", place.path()),
        pattern.text(),
        sizeBytes,
        waitStrategy.text());
  }

  /** Whether messages are requests: both patterns send them the same way. */
  boolean isHttp() {
    return place.mechanism().equals("http");
  }

  /** What must be warm before it is measured; sidecars carry both patterns the same way too. */
  String warmthKey() {
    boolean isOneForBoth = isHttp() || way == Way.RELAYED;
    return String.join(" ", place.path()) + (isOneForBoth ? "" : " " + pattern.text());
  }
}
