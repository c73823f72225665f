package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.e2e.host.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A delay of each packet between nodes, off again at the close. For one thread. */
final class WireDelay implements AutoCloseable {
  private static final String VARIABLE = "PODWIRE_E2E_DELAY";
  private static final int TIMEOUT_SECONDS = 30;

  private final List<String> command;
  private boolean changed;

  private WireDelay(List<String> command) {
    this.command = command;
  }

  /** What {@value #VARIABLE} sets; skips the test where it names nothing. */
  static WireDelay given() {
    String command = System.getenv(VARIABLE);
    assumeTrue(
        command != null && !command.isBlank(),
        VARIABLE + " names no command that delays packets between nodes");
    return new WireDelay(List.of(command.trim().split("\\s+")));
  }

  /** Delays each packet between nodes, in either direction, from now on. */
  void set(Duration delay) {
    run(Long.toString(delay.toNanos() / 1_000));
  }

  /** Delays none from now on. */
  void off() {
    run("off");
  }

  private void run(String argument) {
    List<String> words = new ArrayList<>(command);
    words.add(argument);
    changed = true; // even if the command fails half-way
    Command done = Command.run(words, Map.of(), TIMEOUT_SECONDS);
    assertThat(done.exit()).as("%s: %s", words, done).isZero();
  }

  /** Leaves a wire alone that was never touched: there may be none. */
  @Override
  public void close() {
    if (changed) {
      off();
    }
  }
}
