package io.podwire.producer;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import java.time.Duration;

/** Short runs. */
public final class Specs {
  private Specs() {}

  /** One end of a short run with warm-up. */
  public static EndSpec end(EndSpec.Role role, String channel, Pattern pattern) {
    return end(role, channel, pattern, 64);
  }

  /** The same of messages of another size. */
  public static EndSpec end(EndSpec.Role role, String channel, Pattern pattern, int sizeBytes) {
    RunSpec run =
        new RunSpec(
            channel,
            pattern,
            sizeBytes,
            0,
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            WaitStrategy.BLOCK,
            VerifyLevel.FULL);
    return new EndSpec(role, run, 55, Duration.ofSeconds(20), null);
  }
}
