package io.podwire.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void shouldTakeTheNextPortWhereOneIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(new FreePorts().take(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
    }
  }

  @Test
  void shouldHandOutEachPortOnce() {
    FreePorts ports = new FreePorts();

    assertThat(ports.take(20000)).isNotEqualTo(ports.take(20000));
  }
}
