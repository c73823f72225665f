package io.podwire.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.FlowState;
import io.podwire.api.LiveEvent;
import io.podwire.api.LiveState;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.result.text.Style;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a watcher is shown. */
class WatchTest {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final FlowLines flows = new FlowLines();

  @Test
  void shouldGiveRatesFromTheSecondLookOn() {
    assertThat(flows.of(event(100, 90, IntegrityCounts.NONE), 0).getFirst().sentPerSecond())
        .isNull();
    Snapshot.FlowLine line =
        flows.of(event(300, 190, IntegrityCounts.NONE), 2 * SECOND_NANOS).getFirst();

    assertThat(line.sentPerSecond()).isEqualTo(100);
    assertThat(line.receivedPerSecond()).isEqualTo(50);
    assertThat(line.state()).isEqualTo("connected");
  }

  @Test
  void shouldGiveNoRateAcrossARestart() {
    flows.of(event(100, 90, IntegrityCounts.NONE), 0);

    assertThat(flows.of(event(5, 95, IntegrityCounts.NONE), SECOND_NANOS).getFirst())
        .satisfies(line -> assertThat(line.sentPerSecond()).isNull())
        .satisfies(line -> assertThat(line.receivedPerSecond()).isEqualTo(5));
  }

  @Test
  void shouldSayWhatWentWrongWithMessages() {
    assertThat(flows.of(event(9, 8, new IntegrityCounts(3, 0, 1, 0, 0)), 0).getFirst().wrong())
        .isEqualTo("3 lost, 1 reordered");
  }

  @Test
  void shouldSayWhichEndIsNotConnected() {
    LiveEvent event = event(flow(false, 1, null), flow(true, 1, IntegrityCounts.NONE));

    assertThat(flows.of(event, 0).getFirst().state()).isEqualTo("producer not connected");
  }

  @Test
  void shouldWriteALineForEachChangeAndNoneForRates() {
    Changes changes = new Changes();
    assertThat(changes.to(WatchText.facts(snapshot("ready", 10, "0"))))
        .containsExactly(
            "pod podwire-0: ready, node n1, zone a",
            "flow shm of podwire-0: connected, 0 wrong",
            "comparison: none");
    assertThat(changes.to(WatchText.facts(snapshot("ready", 20, "0")))).isEmpty();
    assertThat(changes.to(WatchText.facts(snapshot("terminating", 20, "1 lost"))))
        .containsExactly(
            "pod podwire-0: terminating, node n1, zone a",
            "flow shm of podwire-0: connected, 1 lost wrong");
    assertThat(changes.to(Map.of("comparison", "none")))
        .containsExactlyInAnyOrder("pod podwire-0: gone", "flow shm of podwire-0: gone");
  }

  @Test
  void shouldDrawPodsAndFlows() {
    String page = WatchText.page("Release", snapshot("ready", 12_345, "0"), Style.PLAIN);

    assertThat(page)
        .containsPattern("podwire-0 +n1 +a +ready")
        .containsPattern("podwire-0 +shm +- +12\\.3k +0 +connected");
  }

  @Test
  void shouldSayThatNoSidecarAnswers() {
    assertThat(
            WatchText.page("Release", new Snapshot(List.of(), List.of(), null, null), Style.PLAIN))
        .contains("No pod", "No sidecar");
  }

  private static Snapshot snapshot(String state, double rate, String wrong) {
    return new Snapshot(
        List.of(new Snapshot.PodLine("podwire-0", "n1", "a", state)),
        List.of(new Snapshot.FlowLine("podwire-0", "shm", null, rate, wrong, "connected")),
        null,
        null);
  }

  private static LiveEvent event(long sent, long received, IntegrityCounts integrity) {
    return event(flow(true, sent, null), flow(true, received, integrity));
  }

  private static LiveEvent event(FlowState sent, FlowState received) {
    return new LiveEvent(
        null,
        null,
        List.of(
            new LiveEvent.PodFlows(
                "podwire-0",
                true,
                new LiveState(false, List.of(sent)),
                new LiveState(false, List.of(received)))));
  }

  private static FlowState flow(
      boolean connected, long messages, @Nullable IntegrityCounts integrity) {
    return new FlowState("shm", "shm:/ipc/x", connected, messages, null, null, integrity, null);
  }
}
