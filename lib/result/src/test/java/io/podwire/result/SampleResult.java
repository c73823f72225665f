package io.podwire.result;

import static io.podwire.result.Boundary.CONTAINER;
import static io.podwire.result.Boundary.POD;
import static io.podwire.result.Boundary.PROCESS;

import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.Noise;
import io.podwire.lab.environment.RunConditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A result as the demo gives it: two pods, both patterns, forbidden cells. */
public final class SampleResult {
  private static final String DIRECT = "producer-a %s consumer-b";
  private static final String RELAYED = "producer-a %1$s sidecar-a tcp sidecar-b %1$s consumer-b";
  private static final String NO_REACH =
      "%s stays inside the pod: the other pod has neither this volume nor this IPC namespace";

  private SampleResult() {}

  public static Result demo() {
    List<Cell> cells = new ArrayList<>();
    cells.addAll(cells(draft -> nanos -> draft.roundTrip(nanos)));
    cells.addAll(cells(draft -> nanos -> draft.stream((long) (6e10 / nanos))));
    return of(cells);
  }

  public static Result of(List<Cell> cells) {
    return new Result(
        Result.SCHEMA, Instant.parse("2026-11-22T10:00:00Z"), environment(), List.copyOf(cells));
  }

  public static Environment environment() {
    return new Environment(
        List.of("container", "pod"),
        "0.1.0",
        "25.0.1",
        "6.12.8",
        "amd64",
        "AMD EPYC 7B13",
        2,
        4L << 30,
        null,
        0L,
        "5b9bdb2c-0d3a-4c57-9a05-7f6d3a1c9b11",
        "tsc",
        true,
        31_200L,
        new Noise(
            100_000_000, List.of(31_200L, 19_800L, 6_100L, 5_900L, 5_800L), null, 10, 24, 41_300L),
        0.03,
        new RunConditions(52_000_000_000L, 0L, 0L, null),
        Map.of("fs.mqueue.msg_max", 10L),
        Map.of("/dev/shm", 64L << 20),
        Map.of("producer-a", "here"),
        null,
        List.of("only one node (n1): what another node costs is not shown"));
  }

  private static List<Cell> cells(Function<CellDraft, Function<Integer, CellDraft>> pattern) {
    List<Cell> cells = new ArrayList<>();
    cells.add(inside("shm", pattern, 9_810).cpu(610, 580).measured());
    cells.add(
        inside("shm", d -> n -> pattern.apply(d.spin()).apply(n), 312).cpu(156, 156).measured());
    cells.add(inside("fifo", pattern, 12_300).cpu(2_200, 2_100).measured());
    cells.add(inside("mq", pattern, 13_100).cpu(2_300, 2_400).measured());
    cells.add(inside("sysv", pattern, 13_900).cpu(2_500, 2_400).measured());
    cells.add(inside("uds", pattern, 12_900).cpu(2_600, 2_500).measured());
    cells.add(inside("tcp", pattern, 21_400).cpu(6_100, 6_300).measured());
    cells.add(inside("http", pattern, 143_000).cpu(71_000, 64_000).measured());
    cells.add(
        pattern
            .apply(CellDraft.of("pipe", PROCESS, "producer-a pipe producer-a-child"))
            .apply(11_700)
            .cpu(2_100, 2_000)
            .measured());
    cells.add(across("tcp", DIRECT.formatted("tcp"), pattern, 22_100).cpu(6_200, 6_100).measured());
    cells.add(
        across("http", DIRECT.formatted("http"), pattern, 151_000).cpu(72_000, 66_000).measured());
    cells.add(
        across("tcp", RELAYED.formatted("shm"), pattern, 61_300)
            .cpu(7_310, 6_120)
            .relay(18_400)
            .measured());
    cells.add(
        across("tcp", RELAYED.formatted("fifo"), pattern, 66_800)
            .cpu(8_100, 7_700)
            .relay(22_500)
            .measured());
    cells.add(
        across("tcp", RELAYED.formatted("uds"), pattern, 67_400)
            .cpu(8_200, 7_800)
            .relay(23_100)
            .measured());
    for (String local : List.of("shm", "fifo", "mq", "sysv")) {
      cells.add(
          across(local, DIRECT.formatted(local), pattern, 1_000)
              .forbidden(NO_REACH.formatted(local)));
    }
    cells.add(
        across("pipe", DIRECT.formatted("pipe"), pattern, 1_000)
            .forbidden(
                "pipe needs a common parent: its descriptors are inherited, they have no name"));
    return cells;
  }

  private static CellDraft inside(
      String mechanism, Function<CellDraft, Function<Integer, CellDraft>> pattern, int nanos) {
    return pattern
        .apply(CellDraft.of(mechanism, CONTAINER, "producer-a " + mechanism + " consumer-a"))
        .apply(nanos);
  }

  private static CellDraft across(
      String mechanism,
      String path,
      Function<CellDraft, Function<Integer, CellDraft>> pattern,
      int nanos) {
    return pattern.apply(CellDraft.of(mechanism, POD, path)).apply(nanos);
  }
}
