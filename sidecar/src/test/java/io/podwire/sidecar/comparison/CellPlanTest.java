package io.podwire.sidecar.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.api.ComparisonSpec;
import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.lab.workload.Pattern;
import io.podwire.result.Boundary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellPlanTest {
  private static final ComparisonSpec DEFAULTS = new ComparisonSpec(null, null, null, null, null);
  @TempDir Path directory;

  private Pod pod(String name, String node, String zone, boolean reachable) {
    return new Pod(
        name,
        "uid-" + name,
        "http://127.0.0.1:8080",
        "http://127.0.0.1:8081",
        "http://127.0.0.1:8082",
        "127.0.0.1:7400",
        node,
        zone,
        "boot-" + node,
        directory.toString(),
        directory.toString(),
        name,
        reachable,
        reachable);
  }

  private Pod self() {
    return pod("a", "n1", "z1", true);
  }

  private static List<PlannedCell> plan(ComparisonSpec spec, Pod self, Pod... peers) {
    return CellPlan.of(
        Settings.of(spec),
        new Topology(
            self,
            List.of(peers),
            true,
            new io.podwire.api.Placement(List.of(), List.of()),
            null,
            null));
  }

  private static List<String> roundTrips(List<PlannedCell> plan, boolean measurable) {
    return plan.stream()
        .filter(cell -> cell.pattern() == Pattern.ROUND_TRIP)
        .filter(cell -> (cell.obstacle() == null) == measurable)
        .map(
            cell ->
                "%s %s %s"
                    .formatted(
                        cell.place().boundary().text(),
                        String.join(" ", cell.place().path()),
                        cell.waitStrategy().text()))
        .toList();
  }

  @Test
  void shouldMeasureEveryMechanismInsideOnePod() {
    assertThat(roundTrips(plan(DEFAULTS, self()), true))
        .containsExactly(
            "process producer-a pipe child-a block",
            "container producer-a shm consumer-a block",
            "container producer-a shm consumer-a spin",
            "container producer-a fifo consumer-a block",
            "container producer-a mq consumer-a block",
            "container producer-a sysv consumer-a block",
            "container producer-a uds consumer-a block",
            "container producer-a tcp consumer-a block",
            "container producer-a http consumer-a block");
  }

  @Test
  void shouldCrossPodsBySocketsAndByTheSidecars() {
    assertThat(roundTrips(plan(DEFAULTS, self(), pod("b", "n1", "z1", true)), true))
        .endsWith(
            "pod producer-a tcp consumer-b block",
            "pod producer-a http consumer-b block",
            "pod producer-a shm sidecar-a tcp sidecar-b shm consumer-b block",
            "pod producer-a fifo sidecar-a tcp sidecar-b fifo consumer-b block",
            "pod producer-a uds sidecar-a tcp sidecar-b uds consumer-b block")
        .hasSize(14);
  }

  @Test
  void shouldSayWhyLocalMechanismsCannotLeaveThePod() {
    List<PlannedCell> forbidden =
        plan(DEFAULTS, self(), pod("b", "n1", "z1", true)).stream()
            .filter(cell -> cell.obstacle() != null)
            .toList();

    assertThat(forbidden)
        .extracting(cell -> cell.place().mechanism())
        .containsExactly(
            "shm", "fifo", "mq", "sysv", "uds", "pipe", "shm", "fifo", "mq", "sysv", "uds", "pipe");
    assertThat(forbidden)
        .allSatisfy(
            cell -> {
              PlannedCell.Obstacle obstacle = Objects.requireNonNull(cell.obstacle());
              assertThat(obstacle.forbidden()).isTrue();
              assertThat(obstacle.reason()).hasSizeGreaterThan(40);
            });
  }

  @Test
  void shouldNameTheFarthestBoundaryThatLiesBetween() {
    List<PlannedCell> plan =
        plan(
            DEFAULTS,
            self(),
            pod("b", "n1", "z1", true),
            pod("c", "n2", "z1", true),
            pod("d", "n3", "z2", true),
            pod("e", "n4", "z2", true));

    assertThat(plan)
        .filteredOn(cell -> cell.place().mechanism().equals("http"))
        .filteredOn(cell -> cell.pattern() == Pattern.STREAM)
        .extracting(cell -> cell.place().boundary(), cell -> cell.to().name())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Boundary.CONTAINER, "a"),
            org.assertj.core.groups.Tuple.tuple(Boundary.POD, "b"),
            org.assertj.core.groups.Tuple.tuple(Boundary.NODE, "c"),
            org.assertj.core.groups.Tuple.tuple(Boundary.ZONE, "d"));
  }

  @Test
  void shouldFailWhatNeedsAPeerThatDoesNotAnswer() {
    assertThat(plan(DEFAULTS, self(), pod("b", "n1", "z1", false)))
        .filteredOn(cell -> cell.place().mechanism().equals("tcp"))
        .filteredOn(cell -> cell.place().boundary() == Boundary.POD)
        .hasSize(8)
        .allSatisfy(
            cell -> {
              PlannedCell.Obstacle obstacle = Objects.requireNonNull(cell.obstacle());
              assertThat(obstacle.forbidden()).isFalse();
              assertThat(obstacle.reason()).contains("sidecar-b").contains("does not answer");
            });
  }

  @Test
  void shouldForbidMessagesThatAMechanismCannotCarryAndNameTheLimit() {
    ComparisonSpec large =
        new ComparisonSpec(null, null, List.of(4 << 20), List.of(Pattern.STREAM), null);

    assertThat(plan(large, self()))
        .filteredOn(cell -> List.of("shm", "mq", "sysv").contains(cell.place().mechanism()))
        .hasSize(4)
        .allSatisfy(
            cell -> {
              PlannedCell.Obstacle obstacle = Objects.requireNonNull(cell.obstacle());
              assertThat(obstacle.forbidden()).isTrue();
              assertThat(obstacle.reason()).contains("exceeds");
            });
    assertThat(plan(large, self()))
        .filteredOn(cell -> List.of("uds", "tcp", "fifo").contains(cell.place().mechanism()))
        .hasSize(3)
        .allSatisfy(cell -> assertThat(cell.obstacle()).isNull());
  }

  @Test
  void shouldNameAChannelForEveryCellThoughItIsForbiddenOrFails() {
    Pod unknown = Pod.unknown("h:1", "http://h:1");
    assertThat(plan(DEFAULTS, self(), pod("b", "n1", "z1", true), unknown))
        .allSatisfy(cell -> assertThat(CellAddresses.of(cell, 1).id()).isEqualTo("run-a-1"));
    assertThat(plan(DEFAULTS, self(), unknown))
        .allSatisfy(cell -> assertThat(CellAddresses.of(cell, 1).id()).isEqualTo("run-a-1"));
  }

  @Test
  void shouldMakeQueuesForMessagesLongerThanUsual() {
    ComparisonSpec spec =
        new ComparisonSpec(null, null, List.of(4096), List.of(Pattern.STREAM), List.of("mq"));

    PlannedCell cell = plan(spec, self()).getFirst();
    assertThat(cell.obstacle()).isNull();
    assertThat(CellAddresses.of(cell, 1).source()).contains("messageSize=4096");
  }

  @Test
  void shouldRefuseWhatNoComparisonCanDo() {
    assertThatThrownBy(() -> Settings.of(new ComparisonSpec(Duration.ZERO, null, null, null, null)))
        .hasMessageContaining("duration: PT0S is not allowed");
    assertThatThrownBy(() -> Settings.of(new ComparisonSpec(null, null, List.of(-1), null, null)))
        .hasMessageContaining("sizesBytes: -1");
    assertThatThrownBy(
            () -> Settings.of(new ComparisonSpec(null, null, null, List.of(Pattern.PACED), null)))
        .hasMessageContaining("patterns");
    assertThatThrownBy(
            () -> Settings.of(new ComparisonSpec(null, null, null, null, List.of("smoke"))))
        .hasMessageContaining("'smoke' is unknown");
  }
}
