package io.podwire.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final String STRANGE = "pod \u001b]0;title\u0007 of\u2028a peer";
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, UTF_8);
  private final Console console = new Console(err, err, false, true);

  @Test
  void shouldObeyNoControlCharacterOfAPeer() {
    console.progress(STRANGE);
    console.warn(STRANGE);
    int ignored = console.fail(new IllegalStateException(STRANGE));
    assertThat(said.toString(UTF_8))
        .contains(
            "pod \\u001b]0;title\\u0007 of\\u2028a peer", "\tat io.podwire.cli.console.ConsoleTest")
        .doesNotContain("\u001b", "\u0007", "\u2028");
  }
}
