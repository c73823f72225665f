package io.podwire.producer.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {
  private static final int EXIT_ON_OUT_OF_MEMORY = 3;

  @Test
  void shouldEndTheEchoWhenItsHeapRunsOut() throws Exception {
    Process child =
        new ProcessBuilder(PipeChild.command(HeapFiller.class))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).as("it has ended").isTrue();
      assertThat(child.exitValue()).isEqualTo(EXIT_ON_OUT_OF_MEMORY);
    } finally {
      child.destroyForcibly();
    }
  }

  /** A program whose heap runs out on a thread of its own, while its main thread waits. */
  static final class HeapFiller {
    public static void main(String[] arguments) throws InterruptedException {
      Thread.ofPlatform().daemon().start(HeapFiller::fill);
      Thread.currentThread().join();
    }

    private static void fill() {
      List<byte[]> kept = new ArrayList<>();
      while (!kept.contains(null)) {
        kept.add(new byte[1 << 20]);
      }
    }
  }
}
