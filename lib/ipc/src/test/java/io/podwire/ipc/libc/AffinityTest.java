package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class AffinityTest {
  /** A thread of its own each time: being pinned must not outlive the test. */
  private static final Executor FRESH_THREAD = task -> Thread.ofPlatform().start(task);

  @Test
  void shouldPinTheCallingThreadToOneAllowedCore() {
    int core = Integer.parseInt(allowedCores().split("[-,]", 2)[0]);
    String pinned =
        CompletableFuture.supplyAsync(
                () -> {
                  Affinity.pin(core);
                  return allowedCores();
                },
                FRESH_THREAD)
            .join();
    assertThat(pinned).isEqualTo(Integer.toString(core));
  }

  @Test
  void shouldRefuseACoreThatIsNotThere() {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> Affinity.pin(1023))
        .withMessageContaining("core 1023: sched_setaffinity failed");
  }

  @Test
  void shouldRefuseANumberThatIsNoCore() {
    assertThatThrownBy(() -> Affinity.pin(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Affinity.pin(1024)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Of the calling thread, as the kernel writes it: {@code 0-1}, {@code 0,2}. */
  private static String allowedCores() {
    try {
      return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.substring(line.indexOf('\t') + 1).strip())
          .findFirst()
          .orElseThrow();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
