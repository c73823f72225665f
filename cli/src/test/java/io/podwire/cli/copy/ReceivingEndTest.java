package io.podwire.cli.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwire.cli.console.Console;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceivingEndTest {
  @Test
  void shouldSayHowLongItWaitedForACopy() {
    ChannelUri uri = ChannelUri.parse("tcp://127.0.0.1:0");
    ChannelOptions hasty = ChannelOptions.DEFAULT.withTimeout(Duration.ofMillis(50));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, UTF_8);
    Console console = new Console(err, err, true, false);
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> ReceivingEnd.open(Transports.of(uri), uri, hasty, console).close())
        .withMessageContaining("no copy began within 50 ms");
    assertThat(said.toString(UTF_8)).startsWith("podwire: listening on tcp://127.0.0.1:");
  }
}
