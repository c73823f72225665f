package io.podwire.exhibits.kernelcosts;

import io.podwire.exhibits.Figures;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.RunSpec;
import java.time.Duration;
import java.util.List;

/** The workloads that are compared. */
enum Work {
  /** One way, as fast as it goes. */
  STREAM("stream"),
  /** There and back, both ends spinning. */
  AWAKE("round trips, both ends spinning"),
  /** There and back, both ends sleeping until woken. */
  ASLEEP("round trips, both ends sleeping between messages");

  static final List<Work> ALL = List.of(values());

  /** What a machine shows whose cores others want too. */
  static final List<Work> ASLEEP_ONLY = List.of(STREAM, ASLEEP);

  private static final Duration DURATION = Duration.ofMillis(100);
  private static final Duration WARMUP = Duration.ofMillis(40);

  private final String words;

  Work(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  RunSpec over(String channel, int sizeBytes) {
    return switch (this) {
      case STREAM -> Figures.stream(channel, sizeBytes, WARMUP, DURATION);
      case AWAKE -> Figures.roundTrips(channel, sizeBytes, WaitStrategy.SPIN, WARMUP, DURATION);
      case ASLEEP -> Figures.roundTrips(channel, sizeBytes, WaitStrategy.BLOCK, WARMUP, DURATION);
    };
  }
}
