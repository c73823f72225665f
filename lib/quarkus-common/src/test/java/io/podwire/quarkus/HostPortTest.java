package io.podwire.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class HostPortTest {
  @Test
  void shouldPutAnIpv6AddressInBracketsAndLeaveOthersAlone() {
    assertThat(HostPort.of("podwire-0.podwire-peers", 8080))
        .isEqualTo("podwire-0.podwire-peers:8080");
    assertThat(HostPort.of("10.0.0.1", 7400)).isEqualTo("10.0.0.1:7400");
    assertThat(HostPort.of("fd00:10:244::5", 7400)).isEqualTo("[fd00:10:244::5]:7400");
    assertThat(HostPort.of("[::1]", 7400)).isEqualTo("[::1]:7400");
  }

  @Test
  void shouldMakeWhatAUrlTellsApart() {
    URI uri = URI.create("http://" + HostPort.of("fd00:10:244::5", 8081));
    assertThat(uri.getHost()).isEqualTo("[fd00:10:244::5]");
    assertThat(uri.getPort()).isEqualTo(8081);
  }
}
