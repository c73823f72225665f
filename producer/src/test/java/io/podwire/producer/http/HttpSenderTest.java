package io.podwire.producer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.producer.BadServer;
import java.lang.foreign.Arena;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpSenderTest {
  private static final int SIZE = 64;

  @ParameterizedTest
  @CsvSource({"0, TIMEOUT, no whole response in time", "8192, PEER_GONE, the connection broke"})
  void shouldFailAtAnAnswerThatDoesNotEnd(int moreBytes, ChannelException.Kind kind, String words)
      throws Exception {
    try (BadServer server = new BadServer(moreBytes);
        Arena arena = Arena.ofConfined();
        HttpSender sender = new HttpSender(new HttpMessages(), spec(server.url()))) {
      ChannelException fault =
          catchThrowableOfType(
              ChannelException.class, () -> sender.offer(arena.allocate(SIZE), 0, SIZE));
      assertThat(fault.kind()).isEqualTo(kind);
      assertThat(fault).hasMessageContaining(server.url() + ": " + words);
    }
  }

  private static EndSpec spec(String url) {
    RunSpec run =
        new RunSpec(
            url,
            Pattern.ROUND_TRIP,
            SIZE,
            0,
            Duration.ofMillis(100),
            Duration.ZERO,
            WaitStrategy.BLOCK,
            VerifyLevel.FULL);
    return new EndSpec(EndSpec.Role.SOURCE, run, 1, Duration.ofSeconds(2), null);
  }
}
