package io.podwire.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodConfigTest {
  /** A pod at this address whose live flow takes any free port. */
  private record At(String host) implements PodConfig {
    @Override
    public String pod() {
      return "a";
    }

    @Override
    public Duration exitTimeout() {
      throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public Channels channels() {
      throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public Live live() {
      return () -> 0;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void shouldBindTheLiveFlowOnAnAddressOfEitherFamily(String host) {
    ChannelUri uri = new At(host).liveTcp();
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT)) {
      assertThat(receiver.uri().toString()).contains(host).matches("tcp://.*[\\d\\]]:[1-9]\\d*");
    }
  }
}
