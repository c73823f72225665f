package io.podwire.sidecar.comparison;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.api.Lease;
import io.podwire.ipc.ChannelException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PodLeaseTest {
  private final PodLease lease = new PodLease();

  private static Lease of(String comparison, Duration duration) {
    return new Lease(comparison, "podwire-1", duration);
  }

  @Test
  void shouldRefuseASecondComparisonAndSayWhoHasThePod() {
    lease.claim(of("first", Duration.ofMinutes(1)));
    assertThatThrownBy(() -> lease.claim(of("second", Duration.ofMinutes(1))))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("comparison first of sidecar-podwire-1 is running here");
    assertThatCode(() -> lease.claim(of("first", Duration.ofMinutes(1))))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldGiveThePodBackToItsHolderOnly() {
    lease.claim(of("first", Duration.ofMinutes(1)));
    lease.release("second");
    assertThatThrownBy(() -> lease.claim(of("second", Duration.ofMinutes(1))))
        .hasMessageContaining("first");
    lease.release("first");
    assertThatCode(() -> lease.claim(of("second", Duration.ofMinutes(1))))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldEndAClaimThatNobodyRenews() {
    lease.claim(of("first", Duration.ofMillis(100)));
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(() -> lease.claim(of("second", Duration.ofMinutes(1))));
  }

  @Test
  void shouldRefuseAClaimForEver() {
    assertThatThrownBy(() -> lease.claim(of("first", Duration.ofDays(1))))
        .hasMessageContaining("PT24H is not allowed");
  }
}
