package io.podwire.exhibits.waking;

import io.podwire.exhibits.Crowd;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.MeasuredPair;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.result.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sends messages at a slow steady rate through a ring and compares the ways to notice them: the
 * delay from when a message should have left, and what the reader's waiting costs. Only the
 * reader's wait differs: the sender of a paced run is on time whatever its own, and here never
 * lacks room.
 */
public final class WhenToRead implements Exhibit {
  private static final int SIZE_BYTES = 64;
  private static final int MESSAGES_PER_SECOND = 500;
  private static final Duration WARMUP = Duration.ofMillis(100);
  private static final Duration DURATION = Duration.ofMillis(300);

  @Override
  public String name() {
    return "when-to-read";
  }

  @Override
  public String claim() {
    return "Shared memory does not tell a reader that there is something: it pays with CPU for"
        + " looking, with delay for looking seldom, or with system calls for being woken.";
  }

  @Override
  public Verdict show(Stage stage) {
    MeasuredPair pair = MeasuredPair.on(stage);
    boolean ignored = Crowd.noteOn(stage);
    List<Waiting> all = new ArrayList<>();
    for (WaitStrategy strategy : WaitStrategy.values()) {
      Cell cell = pair.measure(spec("shm:" + stage.file(strategy.text()), strategy));
      Waiting waiting = Waiting.of(strategy, cell);
      all.add(waiting);
      stage.saw("%s", waiting.sentence());
    }
    return verdict(all);
  }

  private static RunSpec spec(String channel, WaitStrategy strategy) {
    return new RunSpec(
        channel,
        Pattern.PACED,
        SIZE_BYTES,
        MESSAGES_PER_SECOND,
        DURATION,
        WARMUP,
        strategy,
        VerifyLevel.FULL);
  }

  /** The claim stands if nobody is quickest, cheapest and free of system calls at once. */
  static Verdict verdict(List<Waiting> all) {
    List<String> free =
        all.stream()
            .filter(
                one ->
                    all.stream()
                        .allMatch(
                            other ->
                                one.readerCpuNanos() <= other.readerCpuNanos()
                                    && one.delayNanos() <= other.delayNanos()
                                    && one.systemCalls() <= other.systemCalls()))
            .map(one -> one.strategy().text())
            .toList();
    if (!free.isEmpty()) {
      return Verdict.contradicted(
          String.format(
              Locale.ROOT,
              "In this run %s was the quickest, took the least CPU and the fewest system calls; nothing was paid for noticing.",
              String.join(" and ", free)));
    }
    return Verdict.shown(
        "No way to notice a message was quickest, cheapest and free of system calls at once:"
            + " choose what to pay with.");
  }
}
