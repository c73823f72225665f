package io.podwire.lab.workload;

import io.podwire.ipc.WaitStrategy;
import java.time.Duration;

/** Specifications of short runs. */
public final class Specs {
  public static final long SOURCE_ID = 77;
  public static final Duration TIMEOUT = Duration.ofSeconds(20);

  private Specs() {}

  public static RunSpec run(String channel, Pattern pattern, int sizeBytes) {
    return new RunSpec(
        channel,
        pattern,
        sizeBytes,
        pattern == Pattern.PACED ? 2000 : 0,
        Duration.ofMillis(100),
        Duration.ofMillis(30),
        WaitStrategy.BLOCK,
        VerifyLevel.FULL);
  }

  public static EndSpec end(EndSpec.Role role, RunSpec run) {
    return new EndSpec(role, run, SOURCE_ID, TIMEOUT, null);
  }

  public static EndSpec end(EndSpec.Role role, RunSpec run, Duration timeout) {
    return new EndSpec(role, run, SOURCE_ID, timeout, null);
  }

  public static RunSpec withDuration(RunSpec run, Duration duration) {
    return new RunSpec(
        run.channel(),
        run.pattern(),
        run.sizeBytes(),
        run.messagesPerSecond(),
        duration,
        run.warmup(),
        run.waitStrategy(),
        run.verify());
  }
}
