package io.podwire.result.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podwire.lab.Json;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.MachineDraft;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import io.podwire.result.Usage;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubtsTest {
  private final MachineDraft machine = MachineDraft.quiet();

  @Test
  void shouldHaveNoneOnAQuietMachine() {
    assertThat(doubts(shm().measured(), shm().spin().measured())).isEmpty();
    assertThat(Report.render(machine.result(shm().measured()), Format.TABLE, Style.PLAIN))
        .doesNotContain("Doubts", "~");
    assertThat(Report.render(machine.result(shm().measured()), Format.MARKDOWN, Style.PLAIN))
        .doesNotContain("Doubts", "~");
    assertThat(Report.render(machine.result(shm().measured()), Format.JSON, Style.PLAIN))
        .doesNotContain("doubts");
  }

  @Test
  void shouldHaveNoneWhereNothingWasMeasured() {
    machine.with("virtualMachine", "true").with("placement", "{}");
    assertThat(doubts(shm().failed("no room"))).isEmpty();
  }

  @Test
  void shouldStandInEveryFormForPeopleAndInJson() {
    machine.with("placement", "{}").without("coreDistance");
    Result result = machine.result(shm().measured());
    assertThat(Report.render(result, Format.TABLE, Style.PLAIN))
        .contains("\nDoubts\n  Placement unknown: ");
    assertThat(Report.render(result, Format.MARKDOWN, Style.PLAIN))
        .contains("\n### Doubts\n\n- Placement unknown: ");
    assertThat(Report.render(result, Format.JSON, Style.PLAIN))
        .contains("\"doubts\" : [ \"Placement unknown: ");
  }

  @Test
  void shouldNotReadWhatIsDerived() {
    Result result = machine.without("coreDistance").result(shm().measured());
    String json = Report.render(result, Format.JSON, Style.PLAIN);
    String edited = json.replaceFirst("\"doubts\" : \\[ \"[^\"]*\"", "\"doubts\" : [ \"edited\"");
    assertThat(edited).isNotEqualTo(json);
    assertThat(ResultReader.parse(edited, "it")).isEqualTo(result);
    assertThat(Doubts.of(ResultReader.parse(edited, "it"))).isEqualTo(Doubts.of(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1;      ;   2 spinning threads had 1 core,",
        "8; 1.50 ;   2 spinning threads had 1.50 cores,",
        "8; 0.25 ;   2 spinning threads had 0.25 cores,"
      })
  void shouldMissACoreForEachSpinningThread(String cores, String limit, String words) {
    machine.with("cores", cores);
    if (limit != null) {
      machine.with("cpuLimitCores", limit);
    }
    Cell[] cells = {process("shm").spin().measured(), process("uds").spin().measured()};
    assertThat(doubts(cells)).singleElement().asString().startsWith("shm spin, uds spin: " + words);
    assertThat(doubts(process("shm").measured())).isEmpty();
  }

  @Test
  void shouldHaveEnoughCoresForTwoSpinningThreads() {
    machine.with("cores", "2").with("cpuLimitCores", "2.0");
    assertThat(doubts(process("shm").spin().measured())).isEmpty();
  }

  @Test
  void shouldCountTheThreadsOfARelay() {
    machine.with("cores", "2");
    CellDraft relayed =
        CellDraft.of("tcp", Boundary.POD, "producer-a shm sidecar-a tcp sidecar-b shm consumer-b")
            .roundTrip(9_000)
            .spin();
    assertThat(doubts(relayed.measured()))
        .singleElement()
        .asString()
        .startsWith("tcp spin by the sidecars over shm: 4 spinning threads had 2 cores,");
  }

  @Test
  void shouldGiveTwoMachinesTheirOwnCores() {
    machine.with("cores", "1");
    assertThat(doubts(CellDraft.of("tcp", Boundary.NODE, "a tcp b").spin().measured())).isEmpty();
  }

  @Test
  void shouldGiveTwoContainersALimitEach() {
    machine.with("cores", "1").with("cpuLimitCores", "1.0");
    assertThat(doubts(shm().spin().measured())).isEmpty();
    machine.with("cpuLimitCores", "0.5");
    assertThat(doubts(shm().spin().measured()))
        .singleElement()
        .asString()
        .startsWith("shm spin: 1 spinning thread had 0.50 cores,");
    machine.with("simulated", "[\"container\"]").with("cpuLimitCores", "1.0");
    assertThat(doubts(shm().spin().measured()))
        .singleElement()
        .asString()
        .startsWith("shm spin: 2 spinning threads had 1 core,");
  }

  @Test
  void shouldSayThatTheLimitStoppedTheRun() {
    machine
        .with("cpuLimitCores", "2.0")
        .with("during", "{\"elapsedNanos\": 10000000000, \"throttledNanos\": 250000000}");
    assertThat(doubts(shm().measured()))
        .containsExactly(
            "The CPU limit stopped this run for 250ms of its 10.0s: it stands in p99, max and rates;"
                + " raise the CPU limit of 2.00 cores and measure again.");
  }

  @Test
  void shouldNameTheCellsOfWhichALimitStoppedAnEnd() {
    Result result =
        machine.result(shm().spin().throttled(400_000_000).measured(), process("tcp").measured());
    assertThat(Doubts.of(result))
        .singleElement()
        .asString()
        .startsWith(
            "A CPU limit stopped an end in 1 of 2 cells, most of all shm spin (container round-trip,"
                + " sender for 400ms of 1.00s): it stands in their p99, max and rates; raise the limit");
    assertThat(Report.render(result, Format.TABLE, Style.PLAIN)).doesNotContain("never throttled");
    assertThat(Report.render(machine.result(shm().measured()), Format.TABLE, Style.PLAIN))
        .contains("never throttled");
  }

  @Test
  void shouldBelieveTheEndsThemselvesAndNotTheLimitOfTheAskedProgram() {
    machine.with("cores", "1").with("cpuLimitCores", "0.5");
    Usage.End free = new Usage.End(1.0, null, null, null, null, 0L);
    ObjectNode tree = Json.mapper().valueToTree(shm().spin().measured());
    tree.set("usage", Json.mapper().valueToTree(new Usage(free, free, null)));
    assertThat(doubts(Json.mapper().convertValue(tree, Cell.class))).isEmpty();
  }

  @Test
  void shouldMindAnEarlierStopOnlyWhereLaterOnesAreNotKnown() {
    machine.with("throttledNanos", "7000000");
    assertThat(doubts(shm().measured())).isEmpty();
    machine.without("during");
    assertThat(doubts(shm().measured()))
        .singleElement()
        .asString()
        .startsWith("The CPU limit had stopped the programs for 7.00ms before the run,");
  }

  @Test
  void shouldSayThatOtherProgramsWereBusy() {
    machine.with("otherLoadCores", "0.8");
    assertThat(doubts(shm().measured()))
        .singleElement()
        .asString()
        .startsWith("Other programs kept 0.80 cores busy before the run and 0.01 cores during it:");
    machine
        .without("otherLoadCores")
        .with("during", "{\"elapsedNanos\": 1, \"otherLoadCores\": 1.5}");
    assertThat(doubts(shm().measured()))
        .singleElement()
        .asString()
        .startsWith("Other programs kept 1.50 cores during it:");
  }

  @Test
  void shouldSayThatTheHypervisorTookCores() {
    String during = "{\"elapsedNanos\": 10000000000, \"stolenNanos\": %d}";
    machine.with("during", during.formatted(10_000_000));
    assertThat(doubts(shm().measured())).isEmpty();
    machine.with("during", during.formatted(60_000_000));
    assertThat(doubts(shm().measured()))
        .singleElement()
        .asString()
        .startsWith("The hypervisor took cores away for 60.0ms of the run's 10.0s:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "same-core; which is one core for both: they take turns",
        "smt-siblings; two hardware threads of one physical core: no line crosses",
        "other-cache; two physical cores with a last-level cache each: every line",
        "other-numa-node; cores of two NUMA nodes: every line"
      })
  void shouldSayWhatTheCoresOfTheEndsDo(String distance, String words) {
    machine.with("coreDistance", '"' + distance + '"');
    assertThat(doubts(shm().measured()))
        .singleElement()
        .asString()
        .startsWith("The ends: source on core 0 and sink on core 1, " + words);
  }

  @Test
  void shouldSayThatTheCachesAreNotKnown() {
    machine.without("coreDistance");
    assertThat(doubts(shm().measured()))
        .containsExactly(
            "Which caches the cores share is not known (source on core 0 and sink on core 1).");
  }

  @Test
  void shouldSayThatTheSchedulerChoseTheCores() {
    machine.without("coreDistance").with("placement", "{\"sidecar-a\": \"node n1, zone a\"}");
    assertThat(doubts(shm().measured()))
        .singleElement()
        .asString()
        .startsWith("Placement unknown:");
  }

  @Test
  void shouldSayWhatAWakeUpCostsInAVirtualMachine() {
    machine.with("virtualMachine", "true");
    assertThat(doubts(shm().measured()))
        .singleElement()
        .asString()
        .startsWith("A virtual machine: waking an idle core took 3.00us (");
    assertThat(doubts(shm().spin().measured()))
        .singleElement()
        .asString()
        .startsWith("A virtual machine: its host may stop a core");
    machine.without("noise");
    assertThat(doubts(shm().measured()))
        .singleElement()
        .asString()
        .startsWith("A virtual machine: waking an idle core costs more (");
  }

  private List<String> doubts(Cell... cells) {
    return Doubts.of(machine.result(cells));
  }

  private static CellDraft shm() {
    return CellDraft.of("shm", Boundary.CONTAINER, "producer-a shm consumer-a").roundTrip(9_000);
  }

  private static CellDraft process(String mechanism) {
    return CellDraft.of(mechanism, Boundary.PROCESS, "source " + mechanism + " sink")
        .roundTrip(9_000);
  }
}
