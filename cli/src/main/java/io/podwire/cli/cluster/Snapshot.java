package io.podwire.cli.cluster;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher sees at one moment.
 *
 * @param comparison what runs, in words, or null
 * @param trouble why not all of it is known or fresh, or null
 */
record Snapshot(
    List<PodLine> pods,
    List<FlowLine> flows,
    @Nullable String comparison,
    @Nullable String trouble) {
  /** A pod; node and zone are empty where they are not known. */
  record PodLine(String name, String node, String zone, String state) {
    String words() {
      return String.format(Locale.ROOT, "%s, node %s, zone %s", state, known(node), known(zone));
    }

    private static String known(String place) {
      return place.isEmpty() ? "unknown" : place;
    }
  }

  /**
   * A live flow as a pod's producer sends it and its consumer receives it, from whichever pod.
   *
   * @param sentPerSecond null where it is not known yet
   * @param receivedPerSecond null where it is not known yet
   * @param wrong messages lost, duplicated, reordered, corrupted or unknown, as words; {@code 0}
   *     where all came well
   * @param state connected, not connected or what is wrong
   */
  record FlowLine(
      String pod,
      String name,
      @Nullable Double sentPerSecond,
      @Nullable Double receivedPerSecond,
      String wrong,
      String state) {}
}
