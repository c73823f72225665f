package io.podwire.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.workload.ChildJvm;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExitDeadlineTest {
  private static final int TERMINATED = 128 + 15;

  /** A program whose end takes as long as it is told; says a word once it can be ended. */
  static final class Ending {
    private Ending() {}

    public static void main(String[] arguments) throws InterruptedException {
      ExitDeadline.install(Duration.ofMillis(Long.parseLong(arguments[0])));
      if (arguments[1].equals("stuck")) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Ending::wait4ever));
      }
      System.out.println("ready");
      wait4ever();
    }

    private static void wait4ever() {
      while (true) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          continue; // for nothing at all
        }
      }
    }
  }

  @Test
  void shouldHaltAProgramThatDoesNotEnd() throws Exception {
    Process program = start(Duration.ofMillis(500), "stuck");
    try (BufferedReader words = program.inputReader()) {
      assertThat(words.readLine()).isEqualTo("ready");
      program.toHandle().destroy(); // Process.destroy would close its output too
      assertThat(words.readLine())
          .isEqualTo("The program was asked to end and has not within 500 ms; it is halted.");
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isEqualTo(1);
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void shouldNotHoldUpAProgramThatEnds() throws Exception {
    Process program = start(Duration.ofMinutes(5), "well");
    try (BufferedReader words = program.inputReader()) {
      assertThat(words.readLine()).isEqualTo("ready");
      program.toHandle().destroy(); // Process.destroy would close its output too
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isEqualTo(TERMINATED);
    } finally {
      program.destroyForcibly();
    }
  }

  private static Process start(Duration atMost, String how) throws Exception {
    return new ProcessBuilder(ChildJvm.command(Ending.class, atMost.toMillis(), how))
        .redirectErrorStream(true)
        .start();
  }
}
