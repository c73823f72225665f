package io.podwire.sidecar.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.RouteReport;
import io.podwire.lab.workload.Pattern;
import io.podwire.result.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayUseTest {
  private static final RouteReport NEAR =
      new RouteReport("r", 100, 1_000L, 50L, 200L, 0L, 3L, null);
  private static final RouteReport FAR =
      new RouteReport("r", 50, 1_000L, 50L, 200L, null, 4L, null);

  @Test
  void shouldAddTheSidecarsForAMessage() {
    assertThat(RelayUse.of(List.of(NEAR, FAR), Pattern.STREAM))
        .isEqualTo(new Usage.End(10.0 + 20, 0.5 + 1, 2.0 + 4, null, null, 7L));
  }

  @Test
  void shouldCountThereAndBackAsOne() {
    assertThat(RelayUse.of(List.of(NEAR), Pattern.ROUND_TRIP))
        .isEqualTo(new Usage.End(20.0, 1.0, 4.0, 0.0, null, 3L));
  }

  @Test
  void shouldBeNothingWhereNobodyRelays() {
    assertThat(RelayUse.of(List.of(), Pattern.STREAM)).isNull();
  }
}
