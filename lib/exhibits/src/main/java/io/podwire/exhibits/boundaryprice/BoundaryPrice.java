package io.podwire.exhibits.boundaryprice;

import io.podwire.exhibits.Crowd;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Figures;
import io.podwire.exhibits.OtherNetwork;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rungs of the ladder that one machine has: two threads, two processes, two containers of a pod
 * and, for the mechanism that may leave it, two pods of a node.
 */
public final class BoundaryPrice implements Exhibit {
  private static final int ROUNDS = 5;
  private static final int SIZE_BYTES = 64;
  private static final int POD_PORT = 7400; // in a network of its own every port is free
  private static final Duration WARMUP = Duration.ofMillis(40);
  private static final Duration DURATION = Duration.ofMillis(80);

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
    Ends ends = Ends.on(stage);
    List<WaitStrategy> waits =
        Crowd.noteOn(stage)
            ? List.of(WaitStrategy.BLOCK)
            : List.of(WaitStrategy.SPIN, WaitStrategy.BLOCK);
    List<Ladder> ladders = measured(stage, ends, waits);
    ladders.forEach(ladder -> stage.saw("%s", ladder.sentence(SIZE_BYTES)));
    stage.saw(
        "medians of %d interleaved rounds, not pinned, in brackets the least and the greatest; a container is a process with mounts and process ids of its own, two pods are two networks with a wire (veth) between them, where shm does not reach (local-only)",
        ROUNDS);
    stage.saw("not measured here: %s", String.join("; ", ends.missing()));
    return verdict(ladders, ends.missing());
  }

  private static List<Ladder> measured(Stage stage, Ends ends, List<WaitStrategy> waits) {
    Map<Way, List<Cell>> cells = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (WaitStrategy wait : waits) {
        for (Boundary boundary : ends.across().keySet()) {
          for (String channel : channels(stage, boundary, round)) {
            RunSpec run = Figures.roundTrips(channel, SIZE_BYTES, wait, WARMUP, DURATION);
            Cell cell = ends.measure(boundary, run);
            Way way = new Way(cell.mechanism(), wait, boundary);
            cells.computeIfAbsent(way, first -> new ArrayList<>()).add(cell);
          }
        }
      }
    }
    return Ladder.of(
        cells.entrySet().stream().map(e -> Rung.of(e.getKey(), e.getValue())).toList());
  }

  private static List<String> channels(Stage stage, Boundary boundary, int round) {
    return boundary == Boundary.POD
        ? List.of(
            String.format(Locale.ROOT, "tcp://%s:%d", OtherNetwork.LISTENER_HOST, POD_PORT + round))
        : List.of("shm:" + stage.file("ring"), "tcp://127.0.0.1:" + LoopbackPort.free());
  }

  /**
   * Judges the steps that were measured, and no others.
   *
   * @param ladders of shm and of tcp
   */
  static Verdict verdict(List<Ladder> ladders, List<String> missing) {
    List<Step> steps = ladders.stream().flatMap(ladder -> ladder.steps().stream()).toList();
    List<Step> level = steps.stream().filter(step -> !step.isDearer()).toList();
    String rest =
        String.format(
            Locale.ROOT,
            " %s Not judged, as not measured: %s; podwire cluster run measures them in a cluster.",
            mechanisms(ladders),
            String.join("; ", missing));
    if (level.isEmpty()) {
      return Verdict.shown(
          String.format(Locale.ROOT, "Each of the %d steps measured cost more.", steps.size())
              + rest);
    }
    return Verdict.contradicted(
        String.format(
            Locale.ROOT,
            "Of the %d steps measured %d did not cost more beyond the rounds' spread: %s.%s",
            steps.size(),
            level.size(),
            words(level),
            rest));
  }

  private static String words(List<Step> steps) {
    return steps.stream().map(Step::words).collect(Collectors.joining(", "));
  }

  private static String mechanisms(List<Ladder> ladders) {
    double memory = cheapest(ladders, "shm");
    double socket = cheapest(ladders, "tcp");
    return String.format(
        Locale.ROOT,
        "What may leave the pod (tcp) took %s where what may not (shm) took %s (%s): so far the mechanism decides %s than the boundary.",
        Units.nanos(socket),
        Units.nanos(memory),
        Units.ratio(socket / memory),
        socket / memory > steepest(ladders) ? "more" : "less");
  }

  private static double cheapest(List<Ladder> ladders, String mechanism) {
    return ladders.stream()
        .filter(ladder -> ladder.mechanism().equals(mechanism))
        .mapToDouble(Ladder::cheapestNanos)
        .min()
        .orElseThrow();
  }

  private static double steepest(List<Ladder> ladders) {
    return ladders.stream()
        .flatMap(ladder -> ladder.steps().stream())
        .mapToDouble(Step::ratio)
        .max()
        .orElseThrow();
  }
}
