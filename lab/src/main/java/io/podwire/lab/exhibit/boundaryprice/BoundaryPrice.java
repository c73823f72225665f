package io.podwire.lab.exhibit.boundaryprice;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.exhibit.Crowd;
import io.podwire.lab.exhibit.Exhibit;
import io.podwire.lab.exhibit.MeasuredPair;
import io.podwire.lab.exhibit.Stage;
import io.podwire.lab.exhibit.Verdict;
import io.podwire.lab.report.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rungs of the ladder that one machine has: two threads, two processes, and between processes
 * the one mechanism that could also leave the pod.
 */
public final class BoundaryPrice implements Exhibit {
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "boundary-price";
  }

  @Override
  public String claim() {
    return "A message costs more the farther it goes: thread, process, container, pod, node, zone.";
  }

  @Override
  public Verdict show(Stage stage) {
    MeasuredPair processes = MeasuredPair.on(stage);
    List<WaitStrategy> waits =
        Crowd.noteOn(stage)
            ? List.of(WaitStrategy.BLOCK)
            : List.of(WaitStrategy.SPIN, WaitStrategy.BLOCK);
    Map<String, Rung> best = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (WaitStrategy wait : waits) {
        String ring = "shm:" + stage.file("ring-" + wait.text());
        best.merge("shm" + wait, Rung.measured(ring, wait, processes), Rung::best);
        String loopback = "tcp://127.0.0.1:" + LoopbackPort.free();
        best.merge("tcp" + wait, Rung.measured(loopback, wait, processes), Rung::best);
      }
    }
    best.values().forEach(rung -> stage.saw("%s", rung.sentence()));
    stage.saw(
        "two containers of a pod are two such processes of one kernel; pod, node and zone are not"
            + " measured here: podwire demo (two local pods) and podwire cluster run (a cluster)"
            + " measure them, and what they add comes on top of tcp");
    return verdict(List.copyOf(best.values()));
  }

  /**
   * The claim speaks of every rung: over one mechanism, too, the farther one has to be the dearer.
   */
  static Verdict verdict(List<Rung> rungs) {
    long inPod = cheapest(rungs, "shm");
    long beyond = cheapest(rungs, "tcp");
    if (beyond <= inPod) {
      return Verdict.contradicted(
          "In this run the mechanism that may leave the pod was no dearer (%s) than the one that may not (%s)."
              .formatted(Units.nanos(beyond), Units.nanos(inPod)));
    }
    String words =
        "%s What may leave the pod takes %s instead of %s (%s) before any wire is added."
            .formatted(
                step(rungs),
                Units.nanos(beyond),
                Units.nanos(inPod),
                Units.ratio((double) beyond / inPod));
    return rungs.stream().allMatch(Rung::isDearerBetweenProcesses)
        ? Verdict.shown(words)
        : Verdict.contradicted(
            words + " The price is the mechanism's, not the process boundary's.");
  }

  private static long cheapest(List<Rung> rungs, String mechanism) {
    return rungs.stream()
        .filter(rung -> rung.mechanism().equals(mechanism))
        .mapToLong(Rung::processNanos)
        .min()
        .orElseThrow();
  }

  private static String step(List<Rung> rungs) {
    double low = rungs.stream().mapToDouble(Rung::ratio).min().orElseThrow();
    double high = rungs.stream().mapToDouble(Rung::ratio).max().orElseThrow();
    return "Going from threads to processes over the same mechanism changed the time by factors of %.2f to %.2f."
        .formatted(low, high);
  }
}
