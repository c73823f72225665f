package io.podwire.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PodDirectory.class)
class ConsoleLogTest {
  @Test
  void shouldPassEveryLineThroughTheFilterOfControlCharacters() {
    ExtLogRecord line = new ExtLogRecord(Level.INFO, "a \u001b[2J peer", "x");
    long filters =
        Stream.of(Logger.getLogger("").getHandlers())
            .flatMap(ConsoleLogTest::withInner)
            .map(Handler::getFilter)
            .filter(Objects::nonNull)
            .filter(filter -> filter.isLoggable(line))
            .count();
    assertThat(filters).isPositive();
    assertThat(line.getFormattedMessage()).isEqualTo("a \\u001b[2J peer");
  }

  private static Stream<Handler> withInner(Handler handler) {
    return handler instanceof ExtHandler outer
        ? Stream.concat(
            Stream.of(handler), Stream.of(outer.getHandlers()).flatMap(ConsoleLogTest::withInner))
        : Stream.of(handler);
  }
}
