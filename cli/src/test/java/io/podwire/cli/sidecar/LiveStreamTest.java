package io.podwire.cli.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveStreamTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String EVENT = "data:{\"pods\":[]}\n\n";

  @Test
  void shouldGiveOneEventAfterTheOther() {
    try (LiveStream stream = of(": a comment\r\nevent: x\r\n" + EVENT + "\n" + EVENT)) {
      assertThat(stream.next()).hasValueSatisfying(event -> assertThat(event.pods()).isEmpty());
      assertThat(stream.next()).isPresent();
      assertThat(stream.next()).isEmpty();
    }
  }

  private static LiveStream of(String answer) {
    return new LiveStream(new ByteArrayInputStream(answer.getBytes(UTF_8)), LONG);
  }

  @Test
  void shouldTakeWhatIsNoEventForTheEnd() {
    assertThat(of("data:{\n\n" + EVENT).next()).isEmpty();
  }

  @Test
  void shouldEndAtAnEventThatDoesNotEnd() {
    assertThat(new LiveStream(new Endless('x'), LONG).next()).isEmpty();
    assertThat(new LiveStream(new Endless('\n'), LONG).next()).isEmpty();
  }

  @Test
  void shouldEndWhereNoEventComesInTime() throws IOException {
    try (PipedOutputStream silent = new PipedOutputStream();
        InputStream answer = new ClosedInTime(new PipedInputStream(silent));
        LiveStream stream = new LiveStream(answer, Duration.ofMillis(200))) {
      silent.write("data:{".getBytes(UTF_8));
      assertThat(stream.next()).isEmpty();
    }
  }

  /** The same letter without end. */
  private static final class Endless extends InputStream {
    private final int letter;

    Endless(int letter) {
      this.letter = letter;
    }

    @Override
    public int read() {
      return letter;
    }
  }

  /** A read of which ends at {@link #close}, as that of an HTTP client's answer does. */
  private static final class ClosedInTime extends InputStream {
    private final InputStream input;
    private volatile boolean closed;

    ClosedInTime(InputStream input) {
      this.input = input;
    }

    @Override
    public int read() throws IOException {
      while (!closed) {
        if (input.available() > 0) {
          return input.read();
        }
        Thread.onSpinWait();
      }
      throw new IOException("closed");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      bytes[offset] = (byte) read();
      return 1;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
