package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final List<String> lines = new ArrayList<>();
  private long nowNanos = -TimeUnit.SECONDS.toNanos(100);
  private final Refusals refusals = new Refusals(lines::add, () -> nowNanos);

  @Test
  void shouldCountAllAndLogOneOfAKindInTenSeconds() {
    for (int i = 0; i < 1000; i++) {
      refusals.add(Refusal.SILENT, "10.0.0.1", "no greeting");
    }
    refusals.add(Refusal.MALFORMED, "10.0.0.2", "no greeting of a relay");
    assertThat(lines)
        .containsExactly(
            "relay: a connection of 10.0.0.1 was refused: no greeting",
            "relay: a connection of 10.0.0.2 was refused: no greeting of a relay");
    nowNanos += TimeUnit.SECONDS.toNanos(11);
    refusals.add(Refusal.SILENT, "10.0.0.3", "no greeting");
    assertThat(lines.getLast()).contains("10.0.0.3", "and 999 more since the last line");
    assertThat(refusals.count(Refusal.SILENT)).isEqualTo(1001);
    assertThat(refusals.count(Refusal.MALFORMED)).isEqualTo(1);
    assertThat(refusals.count(Refusal.CONNECTED)).isZero();
  }
}
