package io.podwire.producer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.producer.BadServer;
import io.podwire.producer.http.HttpMessages;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFlowTest {
  @ParameterizedTest
  @CsvSource({"0, no response in time", "8192, the connection broke"})
  void shouldGoOnAfterAnAnswerThatDoesNotEnd(int moreBytes, String error) throws Exception {
    try (BadServer server = new BadServer(moreBytes)) {
      HttpFlow flow = new HttpFlow(server.url(), new LiveMessage(1, 64), new HttpMessages());
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                flow.tick();
                return server.connections() > 1;
              });
      assertThat(flow.state().error()).contains(error).hasLineCount(1);
    }
  }
}
