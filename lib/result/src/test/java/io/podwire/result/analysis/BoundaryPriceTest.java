package io.podwire.result.analysis;

import static io.podwire.result.Boundary.CONTAINER;
import static io.podwire.result.Boundary.NODE;
import static io.podwire.result.Boundary.POD;
import static io.podwire.result.Boundary.PROCESS;
import static io.podwire.result.Boundary.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.Metric;
import io.podwire.result.Result;
import io.podwire.result.Rounds;
import io.podwire.result.SampleResult;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundaryPriceTest {
  private static final String RELAYED =
      "producer-a %1$s sidecar-a tcp sidecar-%2$s %1$s consumer-%2$s";

  @Test
  void shouldPriceEachBoundaryByTheOneBefore() {
    List<BoundaryPrice> prices =
        prices(tcp(CONTAINER, 20_000), tcp(POD, 25_000), tcp(NODE, 50_000), tcp(ZONE, 500_000));

    assertThat(prices).singleElement().extracting(BoundaryPrice::way).isEqualTo("tcp");
    List<BoundaryPrice.Step> steps = prices.getFirst().steps();
    assertThat(steps)
        .extracting(BoundaryPrice.Step::boundary)
        .containsExactly(CONTAINER, POD, NODE, ZONE);
    assertThat(steps.getFirst().timesBefore()).isEmpty();
    assertThat(steps.get(1).timesBefore().orElseThrow()).isCloseTo(1.25, within(0.01));
    assertThat(steps.get(2).timesBefore().orElseThrow()).isCloseTo(2, within(0.01));
    assertThat(steps.get(3).timesBefore().orElseThrow()).isCloseTo(10, within(0.01));
  }

  @Test
  void shouldStepOverABoundaryThatThePlacementLacks() {
    assertThat(prices(tcp(CONTAINER, 20_000), tcp(ZONE, 80_000)).getFirst().steps().getLast())
        .satisfies(step -> assertThat(step.timesBefore().orElseThrow()).isCloseTo(4, within(0.01)));
  }

  @Test
  void shouldBeginARelayedWayWithItsLocalLeg() {
    List<BoundaryPrice> prices =
        prices(inPod("shm", 10_000), inPod("uds", 12_000), relayed("shm", POD, "b", 60_000));

    assertThat(prices)
        .singleElement()
        .extracting(BoundaryPrice::way)
        .isEqualTo("shm, relayed by tcp");
    assertThat(prices.getFirst().steps())
        .extracting(BoundaryPrice.Step::boundary)
        .containsExactly(CONTAINER, POD);
  }

  @Test
  void shouldNotTakeAPipeForAFifoThatIsNear() {
    Cell pipe =
        CellDraft.of("pipe", PROCESS, "producer-a pipe child-a").roundTrip(9_000).measured();

    assertThat(prices(pipe, inPod("fifo", 10_000), relayed("fifo", POD, "b", 60_000)))
        .singleElement()
        .satisfies(
            price ->
                assertThat(price.steps())
                    .extracting(BoundaryPrice.Step::boundary)
                    .containsExactly(CONTAINER, POD));
  }

  @Test
  void shouldNotPriceWhatItsRoundsDoNotTellApart() {
    Cell near = Rounds.together(List.of(tcp(CONTAINER, 20_000), tcp(CONTAINER, 30_000)));
    Cell overlapping = Rounds.together(List.of(tcp(POD, 28_000), tcp(POD, 60_000)));
    Cell beyond = Rounds.together(List.of(tcp(POD, 31_000), tcp(POD, 60_000)));

    assertThat(prices(near, overlapping).getFirst().steps().getLast().timesBefore()).isEmpty();
    assertThat(
            Report.render(SampleResult.of(List.of(near, overlapping)), Format.TABLE, Style.PLAIN))
        .containsPattern("tcp +25\\.0us +44\\.0us = \\?");
    assertThat(prices(near, beyond).getFirst().steps().getLast().timesBefore().orElseThrow())
        .isCloseTo(45.5 / 25, within(0.01));
  }

  @Test
  void shouldSayNothingOfASingleBoundary() {
    assertThat(prices(tcp(CONTAINER, 20_000), inPod("mq", 9_000), inPod("shm", 9_000))).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatWasLostForbiddenOrNoRoundTrip() {
    Cell lossy = direct(POD).roundTrip(30_000).wrong(new IntegrityCounts(1, 0, 0, 0, 0)).measured();

    assertThat(
            prices(
                tcp(CONTAINER, 20_000),
                lossy,
                direct(NODE).forbidden("no"),
                direct(ZONE).stream(1_000_000).measured()))
        .isEmpty();
  }

  @Test
  void shouldKeepSizesAndWaitsApart() {
    assertThat(
            prices(
                tcp(CONTAINER, 20_000),
                direct(POD).roundTrip(30_000).size(1024).measured(),
                direct(NODE).roundTrip(30_000).spin().measured()))
        .isEmpty();
  }

  @Test
  void shouldShowThePricesInTableAndMarkdown() {
    Result result = SampleResult.of(List.of(tcp(CONTAINER, 20_000), tcp(POD, 25_000)));

    for (Format format : List.of(Format.TABLE, Format.MARKDOWN)) {
      assertThat(Report.render(result, format, Style.PLAIN))
          .contains("What each boundary costs")
          .containsPattern("tcp.* 20\\.\\dus.* 25\\.\\dus = x1\\.2");
    }
  }

  @Test
  void shouldTakeTheMedianOfTheRoundsAsTheTableDoes() {
    Cell near = CellDraft.of("tcp", Boundary.CONTAINER, "a tcp b").roundTrip(10_000).measured();
    Cell fast = CellDraft.of("tcp", Boundary.POD, "a tcp c").roundTrip(8_000).measured();
    Cell slow = CellDraft.of("tcp", Boundary.POD, "a tcp c").roundTrip(40_000).measured();
    Cell far = Rounds.together(List.of(slow, fast, slow));
    BoundaryPrice price = BoundaryPrice.of(SampleResult.of(List.of(near, far))).getFirst();
    assertThat((double) price.steps().getLast().p50Nanos())
        .isEqualTo(Math.round(Metric.P50.of(far).orElseThrow()));
    assertThat(price.steps().getLast().p50Nanos()).isBetween(39_000L, 41_000L);
  }

  @Test
  void shouldNotShowPricesWhereThereAreNone() {
    Result result = SampleResult.of(List.of(tcp(CONTAINER, 20_000)));

    assertThat(Report.render(result, Format.TABLE, Style.PLAIN)).doesNotContain("each boundary");
    assertThat(Report.render(result, Format.MARKDOWN, Style.PLAIN)).doesNotContain("each boundary");
  }

  private static List<BoundaryPrice> prices(Cell... cells) {
    return BoundaryPrice.of(SampleResult.of(List.of(cells)));
  }

  private static Cell tcp(Boundary boundary, int nanos) {
    return direct(boundary).roundTrip(nanos).measured();
  }

  private static CellDraft direct(Boundary boundary) {
    return CellDraft.of("tcp", boundary, "producer-a tcp consumer-b");
  }

  private static Cell inPod(String mechanism, int nanos) {
    return CellDraft.of(mechanism, CONTAINER, "producer-a " + mechanism + " consumer-a")
        .roundTrip(nanos)
        .measured();
  }

  private static Cell relayed(String leg, Boundary boundary, String peer, int nanos) {
    return CellDraft.of("tcp", boundary, RELAYED.formatted(leg, peer)).roundTrip(nanos).measured();
  }
}
