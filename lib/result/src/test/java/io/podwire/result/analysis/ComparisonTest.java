package io.podwire.result.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.MachineDraft;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import io.podwire.result.Rounds;
import io.podwire.result.SampleResult;
import io.podwire.result.analysis.Comparison.Verdict;
import io.podwire.result.text.ComparisonReport;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void shouldFindAResultEqualToItself() {
    Comparison same = Comparison.of(SampleResult.demo(), SampleResult.demo(), 0);
    assertThat(same.verdict()).isEqualTo(Verdict.FINE);
    assertThat(same.pairs()).hasSize(28).allMatch(pair -> pair.change() == Change.SAME);
    assertThat(same.environmentDifferences()).isEmpty();
  }

  @Test
  void shouldCallASlowerRoundTripARegression() {
    Comparison comparison = compare(shm(10_000).measured(), shm(12_000).measured());
    assertThat(comparison.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(comparison.verdict().exitCode()).isEqualTo(3);
    assertThat(comparison.pairs().getFirst().ratio().getAsDouble()).isBetween(1.19, 1.21);
  }

  @Test
  void shouldNotMindAFasterRoundTrip() {
    Comparison comparison = compare(shm(12_000).measured(), shm(6_000).measured());
    assertThat(comparison.verdict()).isEqualTo(Verdict.FINE);
    assertThat(comparison.pairs().getFirst().change()).isEqualTo(Change.BETTER);
  }

  @Test
  void shouldCallASlowerStreamARegression() {
    assertThat(compare(shm(1).stream(1000).measured(), shm(1).stream(880).measured()).verdict())
        .isEqualTo(Verdict.REGRESSION);
    assertThat(compare(shm(1).stream(1000).measured(), shm(1).stream(1200).measured()).verdict())
        .isEqualTo(Verdict.FINE);
  }

  @Test
  void shouldAllowWhatIsExactlyAtTheTolerance() {
    assertThat(compare(shm(1).stream(1000).measured(), shm(1).stream(900).measured()).verdict())
        .isEqualTo(Verdict.FINE);
  }

  @Test
  void shouldNotCallARegressionWhatIsWithinTheSpread() {
    Cell base = rounds(10_000, 10_100, 12_600);
    Comparison comparison = compare(base, rounds(12_500, 12_700, 12_900));
    assertThat(comparison.pairs().getFirst().change()).isEqualTo(Change.UNCERTAIN);
    assertThat(comparison.verdict()).isEqualTo(Verdict.FINE);
    assertThat(ComparisonReport.render(comparison, Format.TABLE, Style.PLAIN))
        .contains("within the spread")
        .contains("(1 are within their spread)");
  }

  @Test
  void shouldCallARegressionWhatNoRoundOfTheBaseReaches() {
    Cell base = rounds(10_000, 10_100, 12_000);
    assertThat(compare(base, rounds(12_500, 12_700, 12_900)).verdict())
        .isEqualTo(Verdict.REGRESSION);
    assertThat(compare(rounds(12_500, 12_700, 12_900), base).pairs().getFirst().change())
        .isEqualTo(Change.BETTER);
  }

  @Test
  void shouldNotBeLedAstrayByOneBadRound() {
    Comparison comparison = compare(rounds(10_000, 10_100, 10_200), rounds(10_050, 10_150, 50_000));
    assertThat(comparison.pairs().getFirst().change()).isEqualTo(Change.SAME);
  }

  @Test
  void shouldSayThatSingleFiguresHaveNoSpread() {
    Comparison single = compare(shm(10_000).measured(), shm(10_000).measured());
    assertThat(ComparisonReport.render(single, Format.TABLE, Style.PLAIN))
        .contains("Without rounds there is no spread");
    Comparison several = compare(rounds(9_000, 10_000), rounds(9_000, 10_000));
    assertThat(ComparisonReport.render(several, Format.TABLE, Style.PLAIN))
        .doesNotContain("Without rounds")
        .contains("+-");
  }

  @Test
  void shouldKeepLoadsApart() {
    Cell half = load(0.5, 5_000);
    Cell sameShare = load(0.5, 7_000);
    Cell full = load(1.0, 10_000);
    assertThat(compare(half, sameShare).pairs()).hasSize(1);
    assertThat(compare(half, full).pairs()).isEmpty();
    assertThat(compare(half, full).onlyInNew().getFirst().text())
        .contains("paced of 64 B at 100% of saturation");
  }

  @Test
  void shouldTellRowsApartByTheirLoadAndBoundary() {
    Result loads = SampleResult.of(List.of(load(0.5, 5_000), load(1.0, 10_000)));
    assertThat(table(loads, loads))
        .contains("load", "50% of saturation", "100% of saturation")
        .doesNotContain("boundary");
    Cell near = CellDraft.of("tcp", Boundary.POD, "a tcp b").roundTrip(9_000).measured();
    Cell far = CellDraft.of("tcp", Boundary.ZONE, "a tcp b").roundTrip(90_000).measured();
    assertThat(table(SampleResult.of(List.of(near, far)), SampleResult.of(List.of(near, far))))
        .contains("boundary", " pod ", " zone ")
        .doesNotContain("load");
  }

  @Test
  void shouldSayWhatWasMeasuredInAnotherWay() {
    Comparison comparison =
        compare(
            shm(10_000).measured(),
            shm(5_000)
                .unchecked()
                .warmup(Duration.ofMillis(400))
                .parameters("?capacity=1MiB&locks=/tmp/other")
                .measured());
    String cell = "shm producer-a -shm-> consumer-a, round-trip of 64 B, wait block, raw";
    assertThat(comparison.methodDifferences())
        .containsExactly(
            "verify full -> none in " + cell,
            "warm-up 0ns -> 400ms in " + cell,
            "the channel's capacity not given -> 1MiB in " + cell);
    assertThat(ComparisonReport.render(comparison, Format.TABLE, Style.PLAIN))
        .contains("Measured in another way: verify full -> none in shm");
    assertThat(ComparisonReport.render(comparison, Format.JSON, Style.PLAIN))
        .contains("\"methodDifferences\" : [ \"verify full -> none in shm");
  }

  @Test
  void shouldSayOnceWhatDiffersInAllCells() {
    Result base = SampleResult.of(List.of(shm(10_000).measured(), fifo().measured()));
    Result now =
        SampleResult.of(List.of(shm(10_000).unchecked().measured(), fifo().unchecked().measured()));
    assertThat(Comparison.of(base, now, 0.1).methodDifferences())
        .containsExactly("verify full -> none in all 2 cells");
    assertThat(Comparison.of(base, base, 0.1).methodDifferences()).isEmpty();
  }

  private static String table(Result base, Result now) {
    return ComparisonReport.render(Comparison.of(base, now, 0.1), Format.TABLE, Style.PLAIN);
  }

  private static Cell load(double fraction, long perSecond) {
    return shm(1).paced(9_000).measured().withOffered(new Cell.Offered(perSecond, fraction));
  }

  private static Cell rounds(double... p50Nanos) {
    return Rounds.together(
        java.util.Arrays.stream(p50Nanos).mapToObj(nanos -> shm(nanos).measured()).toList());
  }

  @Test
  void shouldPutLossAboveEverything() {
    Cell lossy = shm(10_000).wrong(new IntegrityCounts(1, 0, 0, 0, 0)).measured();
    Comparison comparison = compare(shm(100).measured(), lossy);
    assertThat(comparison.verdict()).isEqualTo(Verdict.LOSS);
    assertThat(comparison.verdict().exitCode()).isEqualTo(4);
  }

  @Test
  void shouldCallItARegressionWhenACellNoLongerWorks() {
    Comparison comparison = compare(shm(10_000).measured(), shm(1).failed("peer gone"));
    assertThat(comparison.verdict()).isEqualTo(Verdict.REGRESSION);
    assertThat(ComparisonReport.render(comparison, Format.TABLE, Style.PLAIN))
        .contains("no longer measured: failed: peer gone");
  }

  @Test
  void shouldKeepCellsApartThatDifferInWait() {
    Comparison comparison = compare(shm(10_000).measured(), shm(300).spin().measured());
    assertThat(comparison.verdict()).isEqualTo(Verdict.NOTHING_COMPARABLE);
    assertThat(comparison.onlyInBase()).hasSize(1);
    assertThat(comparison.onlyInNew()).hasSize(1);
    assertThat(ComparisonReport.render(comparison, Format.TABLE, Style.PLAIN))
        .contains("Only in base: shm producer-a -shm-> consumer-a, round-trip of 64 B, wait block")
        .endsWith("Nothing to compare: no cell was measured in both results.\n");
  }

  @Test
  void shouldNameWhatDiffersInTheEnvironment() {
    String other =
        Report.render(SampleResult.demo(), Format.JSON, Style.PLAIN)
            .replace("\"cores\" : 2", "\"cores\" : 4")
            .replace("\"bootId\" : \"5b", "\"bootId\" : \"6c")
            .replace("\"clockSource\" : \"tsc\",", "");
    Comparison comparison =
        Comparison.of(SampleResult.demo(), ResultReader.parse(other, "new.json"), 0.1);
    assertThat(comparison.environmentDifferences())
        .containsExactly("clockSource: tsc -> not known", "cores: 2 -> 4");
  }

  @Test
  void shouldNotCallTheMomentADifferenceOfTheEnvironment() {
    Result base = MachineDraft.quiet().result(shm(10_000).measured());
    Result now =
        MachineDraft.quiet()
            .with("noiseFloorNanos", "9")
            .without("noise")
            .without("during")
            .with("otherLoadCores", "1.5")
            .with("coreDistance", "\"smt-siblings\"")
            .result(shm(10_000).measured());
    assertThat(Comparison.of(base, now, 0.1).environmentDifferences())
        .containsExactly("coreDistance: shared-cache -> smt-siblings");
  }

  @Test
  void shouldWriteATableWithItsVerdict() {
    Result base = SampleResult.of(List.of(shm(10_000).measured(), fifo().stream(1000).measured()));
    Result now = SampleResult.of(List.of(shm(12_500).measured(), fifo().stream(1010).measured()));
    assertThat(ComparisonReport.render(Comparison.of(base, now, 0.1), Format.TABLE, Style.PLAIN))
        .isEqualTo(
            """
             mechanism  path                           pattern     size  wait      base      new  change  verdict
            ---------------------------------------------------------------------------------------------------------------
             shm        producer-a -shm-> consumer-a   round-trip    64  block   10.0us   12.5us  +24.9%  worse
             fifo       producer-a -fifo-> consumer-a  stream        64  block  1.00k/s  1.01k/s   +1.0%  within tolerance

            Without rounds there is no spread: where both figures are of one round the tolerance alone decides. Measure
            with --rounds 3 or more.
            Regression: 1 of 2 cells are worse by more than 10.0% or no longer measured.
            """);
  }

  @Test
  void shouldWriteJsonWithUnitsInItsNames() {
    String json =
        ComparisonReport.render(
            compare(shm(10_000).measured(), shm(12_500).measured()), Format.JSON, Style.PLAIN);
    assertThat(json)
        .contains(
            "\"verdict\" : \"regression\"", "\"baseP50Nanos\" : 1000", "\"wait\" : \"block\"");
  }

  @Test
  void shouldRefuseANegativeTolerance() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.of(SampleResult.demo(), SampleResult.demo(), -0.1))
        .withMessage("tolerance -0.1 is not 0 or more; give for instance 10%");
  }

  private static Comparison compare(Cell base, Cell now) {
    return Comparison.of(SampleResult.of(List.of(base)), SampleResult.of(List.of(now)), 0.1);
  }

  private static CellDraft shm(double nanos) {
    return CellDraft.of("shm", Boundary.CONTAINER, "producer-a shm consumer-a").roundTrip(nanos);
  }

  private static CellDraft fifo() {
    return CellDraft.of("fifo", Boundary.CONTAINER, "producer-a fifo consumer-a");
  }
}
