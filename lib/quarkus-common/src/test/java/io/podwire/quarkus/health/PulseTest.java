package io.podwire.quarkus.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {
  private final Pulse pulse = new Pulse();

  @Test
  void shouldNameALoopWhoseThreadDiedAtOnce() throws Exception {
    Thread loop = Thread.ofPlatform().start(() -> pulse.beat("flow"));
    loop.join();
    assertThat(pulse.stuck()).containsExactly("flow");
  }

  @Test
  void shouldNotNameALoopThatEndedInGoodOrder() throws Exception {
    Thread loop =
        Thread.ofPlatform()
            .start(
                () -> {
                  pulse.beat("flow");
                  pulse.end("flow");
                });
    loop.join();
    assertThat(pulse.stuck()).isEmpty();
  }

  @Test
  void shouldAskWhoIsWatched() {
    pulse.watch("relay", () -> true);
    assertThat(pulse.stuck()).isEmpty();
    pulse.watch("relay", () -> false);
    assertThat(pulse.stuck()).containsExactly("relay");
  }
}
