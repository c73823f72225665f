package io.podwire.exhibits.blocking;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Companion;
import io.podwire.exhibits.KernelWait;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What is said to a {@link PipeUser}, through the pipe that it reads, and what it answers. */
record Dialogue(Companion user) {
  private static final Duration PAUSE = Duration.ofMillis(150);

  /** Waits until it is about to read. */
  void awaitReading() {
    user.line();
  }

  /** What became of the call that it has made. */
  Attempt attempt() {
    return Attempt.parse(user.line());
  }

  /** Has it make a call; returns once it has read the command. */
  void command(char command) {
    awaitReading();
    user.tell(command);
    attempt();
  }

  /** Has it make a call, and waits for what became of it. */
  Attempt tried(char command) {
    command(command);
    return attempt();
  }

  /**
   * Leaves it waiting for a while; says where in the kernel it sleeps, as far as can be seen.
   *
   * @param word of the kernel function's name
   */
  String letWait(String word) {
    String place =
        KernelWait.awaitIn(user.pid(), word, Duration.ofSeconds(1))
            .map(seen -> ", asleep in the kernel's " + seen + ",")
            .orElse("");
    LockSupport.parkNanos(PAUSE.toNanos());
    return place;
  }
}
