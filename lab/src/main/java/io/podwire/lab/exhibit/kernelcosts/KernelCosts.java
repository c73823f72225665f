package io.podwire.lab.exhibit.kernelcosts;

import io.podwire.lab.exhibit.Crowd;
import io.podwire.lab.exhibit.Exhibit;
import io.podwire.lab.exhibit.MeasuredPair;
import io.podwire.lab.exhibit.Stage;
import io.podwire.lab.exhibit.Verdict;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same bytes between the same two processes over the ring and over a socket: a stream, and
 * round trips of ends that stay awake and of ends that sleep.
 */
public final class KernelCosts implements Exhibit {
  private static final int SIZE_BYTES = 4096;
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "kernel-costs";
  }

  @Override
  public String claim() {
    return "The same bytes cost more through the kernel than through shared memory: latency, system"
        + " calls, CPU.";
  }

  @Override
  public Verdict show(Stage stage) {
    MeasuredPair pair = MeasuredPair.on(stage);
    boolean crowded = Crowd.noteOn(stage);
    stage.saw(
        "two processes, %d bytes a message, every byte written and checked; the best of %d interleaved rounds",
        SIZE_BYTES, ROUNDS);
    Map<Work, Versus> best = new EnumMap<>(Work.class);
    for (int round = 0; round < ROUNDS; round++) {
      for (Work work : crowded ? Work.ASLEEP_ONLY : Work.ALL) {
        best.merge(work, versus(stage, pair, work), Versus::best);
      }
    }
    best.forEach((work, versus) -> versus.sentences(work.words()).forEach(s -> stage.saw("%s", s)));
    return verdict(of(best, Work.STREAM), best.get(Work.AWAKE), of(best, Work.ASLEEP));
  }

  private static Versus of(Map<Work, Versus> best, Work work) {
    return Objects.requireNonNull(best.get(work));
  }

  private static Versus versus(Stage stage, MeasuredPair pair, Work work) {
    String name = work.name().toLowerCase(Locale.ROOT);
    return new Versus(
        Cost.of(pair.measure(work.over("shm:" + stage.file(name), SIZE_BYTES))),
        Cost.of(pair.measure(work.over("uds:" + stage.file(name + ".sock"), SIZE_BYTES))));
  }

  /**
   * The stream decides on CPU and system calls, which a busy machine does not change; the latency
   * is that of ends that stay awake.
   *
   * @param awake null if the machine has no cores for that
   */
  static Verdict verdict(Versus stream, @Nullable Versus awake, Versus asleep) {
    if (!stream.memoryTakesLessCpu() || !stream.memoryTakesFewerCalls()) {
      return Verdict.contradicted(
          "A stream through shared memory did not take less CPU and fewer system calls than through"
              + " the socket.");
    }
    String woken =
        " An end that sleeps has to be woken by the kernel, with shared memory too: a round trip then takes %.0f%% of the socket's time."
            .formatted(100 / asleep.timeRatio());
    if (awake == null) {
      return Verdict.shown(
          "Cheaper in system calls and CPU; for the latency of two spinning ends the cores were too busy here."
              + woken);
    }
    return awake.timeRatio() > 1
        ? Verdict.shown("Cheaper in latency, system calls and CPU." + woken)
        : Verdict.contradicted("Cheaper in system calls and CPU, but not in latency." + woken);
  }
}
