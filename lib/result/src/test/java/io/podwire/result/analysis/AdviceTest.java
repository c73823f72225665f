package io.podwire.result.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.Rounds;
import io.podwire.result.SampleResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static final IntegrityCounts ONE_LOST = new IntegrityCounts(1, 0, 0, 0, 0);

  @Test
  void shouldTakeTheCheapestThatSleeps() {
    assertThat(advice(cell("shm", 5_000).measured(), cell("fifo", 90_000).measured()))
        .containsExactly(
            "Round trip of 64 B inside the pod: take shm (5.00us): it lost nothing, and the next,"
                + " fifo (90.0us), costs 18 times as much.");
  }

  @Test
  void shouldSayThatSpinningIsFasterAndWhatItTakes() {
    assertThat(advice(cell("shm", 90_000).measured(), cell("shm", 300).spin().measured()))
        .containsExactly(
            "Round trip of 64 B inside the pod: take shm (90.0us): it lost nothing and is the only"
                + " one whose ends sleep while they wait. Beside it: shm spin (300ns) is 300 times"
                + " faster at the price of a core at each end.");
  }

  @Test
  void shouldNeverTakeARowThatLost() {
    List<String> advice =
        advice(
            cell("shm", 500).wrong(ONE_LOST).measured(),
            cell("fifo", 90_000).measured(),
            cell("uds", 190_000).measured());
    assertThat(advice).hasSize(1);
    assertThat(advice.getFirst())
        .contains("take fifo")
        .endsWith("Left out for lost or damaged messages: shm.");
  }

  @Test
  void shouldTakeNoneWhereAllLost() {
    assertThat(
            advice(
                cell("shm", 500).wrong(ONE_LOST).measured(),
                cell("fifo", 900).wrong(ONE_LOST).measured()))
        .containsExactly(
            "Round trip of 64 B inside the pod: take none of these; every one lost or damaged"
                + " messages.");
  }

  @Test
  void shouldLookAtCpuWhereLatencyCannotDecide() {
    List<String> advice =
        advice(
            cell("fifo", 50_000).cpu(9_000, 9_000).measured(),
            cell("uds", 52_000).cpu(3_000, 3_000).measured());
    assertThat(advice.getFirst())
        .contains("take uds (52.0us, 6.00us CPU a message)")
        .contains("takes the least CPU of those too close to tell apart (with fifo)");
  }

  @Test
  void shouldNotTellApartWhatItsRoundsDoNot() {
    Cell fifo = rounds(cell("fifo", 60_000).measured(), cell("fifo", 80_000).measured());
    Cell uds = rounds(cell("uds", 78_000).measured(), cell("uds", 110_000).measured());
    assertThat(advice(fifo, uds).getFirst())
        .contains("too close to tell apart (with uds; rounds of one are like rounds of another)");
    Cell tcp = rounds(cell("tcp", 81_000).measured(), cell("tcp", 110_000).measured());
    assertThat(advice(fifo, tcp).getFirst()).contains("and the next, tcp");
  }

  @Test
  void shouldNotLetARowWinThatOverlapsOnlyBecauseItsRoundsDoNotAgree() {
    Cell shm =
        rounds(
            stream("shm", 5_000_000, 10),
            stream("shm", 19_800_000, 10),
            stream("shm", 40_000_000, 10));
    Cell uds =
        rounds(
            stream("uds", 33_300_000, 90),
            stream("uds", 33_400_000, 90),
            stream("uds", 33_600_000, 90));
    assertThat(advice(shm, uds))
        .containsExactly(
            "Stream of 64 B inside the pod: take uds (33.4M/s, 180ns CPU a message): it lost nothing and"
                + " is the only one whose rounds agree. Not told apart from it, since their rounds vary by"
                + " more than 25%: shm.");
  }

  @Test
  void shouldDecideByMediansAndCallItUncertainWhereNoRoundsAgree() {
    Cell shm = rounds(cell("shm", 10_000).measured(), cell("shm", 60_000).measured());
    Cell uds = rounds(cell("uds", 50_000).measured(), cell("uds", 99_000).measured());
    assertThat(advice(uds, shm))
        .singleElement()
        .asString()
        .contains(
            "take shm (35.0us, varies by 71%)", "Uncertain: its rounds vary by more than 25%.")
        .doesNotContain("the next, uds");
  }

  private static Cell stream(String mechanism, long perSecond, long cpu) {
    return cell(mechanism, 1).stream(perSecond).cpu(cpu, cpu).measured();
  }

  private static Cell rounds(Cell... rounds) {
    return Rounds.together(List.of(rounds));
  }

  @Test
  void shouldChooseOnlyBetweenEqualLoads() {
    Cell idle = cell("shm", 1).paced(9_000).measured();
    Cell busy = cell("fifo", 1).paced(7_000).measured();
    Cell full = cell("uds", 1).paced(90_000).measured();
    assertThat(
            advice(
                idle.withOffered(new Cell.Offered(1_000, null)),
                busy.withOffered(new Cell.Offered(50_000, null)),
                full.withOffered(new Cell.Offered(50_000, null))))
        .singleElement()
        .asString()
        .startsWith("Paced messages of 64 B at 50.0k/s inside the pod: take fifo");
    assertThat(
            advice(
                busy.withOffered(new Cell.Offered(50_000, 0.5)),
                full.withOffered(new Cell.Offered(20_000, 0.5))))
        .containsExactly("There is nothing to choose between here.");
  }

  @Test
  void shouldNameThePriceOfTheSidecars() {
    Cell direct = across("producer-a tcp consumer-b", 20_000).measured();
    Cell http = across("http", "producer-a http consumer-b", 25_000 * 4).measured();
    Cell relayed =
        across("producer-a uds sidecar-a tcp sidecar-b uds consumer-b", 160_000).measured();
    assertThat(advice(direct, relayed, http).getFirst())
        .startsWith("Round trip of 64 B across pods: take tcp (20.0us)")
        .contains("tcp by the sidecars over uds (160us) costs 8.0 times as much");
  }

  @Test
  void shouldHaveNothingToSayAboutASingleRow() {
    assertThat(advice(cell("shm", 500).measured(), cell("mq", 1).failed("no queue left")))
        .containsExactly("There is nothing to choose between here.");
  }

  @Test
  void shouldNotPraiseWhatNobodyChecked() {
    assertThat(
            advice(cell("shm", 5_000).unchecked().measured(), cell("fifo", 90_000).measured())
                .getFirst())
        .contains("take shm (5.00us): it lost nothing by number, its content was not checked");
  }

  @Test
  void shouldRankStreamsByTheirRate() {
    assertThat(
            advice(
                cell("shm", 1).stream(4_000_000).measured(),
                cell("fifo", 1).stream(1_000_000).measured()))
        .containsExactly(
            "Stream of 64 B inside the pod: take shm (4.00M/s): it lost nothing, and the next, fifo"
                + " (1.00M/s), costs 4.0 times as much.");
  }

  private static List<String> advice(Cell... cells) {
    return Advice.of(SampleResult.of(List.of(cells)));
  }

  private static CellDraft cell(String mechanism, double nanos) {
    return CellDraft.of(mechanism, Boundary.CONTAINER, "producer-a " + mechanism + " consumer-a")
        .roundTrip(nanos);
  }

  private static CellDraft across(String path, double nanos) {
    return across("tcp", path, nanos);
  }

  private static CellDraft across(String mechanism, String path, double nanos) {
    return CellDraft.of(mechanism, Boundary.POD, path).roundTrip(nanos);
  }
}
