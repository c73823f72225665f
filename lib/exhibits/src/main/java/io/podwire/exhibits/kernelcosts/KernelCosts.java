package io.podwire.exhibits.kernelcosts;

import io.podwire.exhibits.Crowd;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.MeasuredPair;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.result.Cell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same bytes between the same two processes over the ring and over a socket: a stream, and
 * round trips of ends that stay awake and of ends that sleep.
 */
public final class KernelCosts implements Exhibit {
  private static final int SIZE_BYTES = 4096;
  private static final int ROUNDS = 5;

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
        "two processes, not pinned, %d bytes a message, every byte written and checked; the medians of %d interleaved rounds, and in brackets the least and the greatest",
        SIZE_BYTES, ROUNDS);
    Map<Work, List<Cell>> memory = new EnumMap<>(Work.class);
    Map<Work, List<Cell>> socket = new EnumMap<>(Work.class);
    for (int round = 0; round < ROUNDS; round++) {
      for (Work work : crowded ? Work.ASLEEP_ONLY : Work.ALL) {
        String name = work.name().toLowerCase(Locale.ROOT);
        measure(pair, work, "shm:" + stage.file(name), memory);
        measure(pair, work, "uds:" + stage.file(name + ".sock"), socket);
      }
    }
    Map<Work, Versus> all = new EnumMap<>(Work.class);
    memory.forEach(
        (work, cells) -> all.put(work, new Versus(Cost.of(cells), Cost.of(of(socket, work)))));
    all.forEach((work, versus) -> versus.sentences(work.words()).forEach(s -> stage.saw("%s", s)));
    return verdict(of(all, Work.STREAM), all.get(Work.AWAKE), of(all, Work.ASLEEP));
  }

  private static void measure(
      MeasuredPair pair, Work work, String channel, Map<Work, List<Cell>> rounds) {
    rounds
        .computeIfAbsent(work, first -> new ArrayList<>())
        .add(pair.measure(work.over(channel, SIZE_BYTES)));
  }

  private static <T> T of(Map<Work, T> all, Work work) {
    return Objects.requireNonNull(all.get(work));
  }

  /**
   * The stream decides on CPU and system calls, which a busy machine does not change; the latency
   * is that of ends that stay awake.
   *
   * @param awake null if the machine has no cores for that
   */
  static Verdict verdict(Versus stream, @Nullable Versus awake, Versus asleep) {
    if (stream.memoryTakesLessCpu().equals(Optional.of(false))
        || stream.memoryTakesFewerCalls().equals(Optional.of(false))) {
      return Verdict.contradicted(
          "A stream through shared memory did not take less CPU and fewer system calls than through"
              + " the socket.");
    }
    List<String> cheaper = cheaperOf(stream);
    String woken =
        String.format(
            Locale.ROOT,
            " An end that sleeps has to be woken by the kernel, with shared memory too: a round trip then takes %.0f%% of the socket's time%s.",
            100 / asleep.timeRatio(),
            within(asleep));
    if (awake == null) {
      return Verdict.shown(
          String.format(
              Locale.ROOT,
              "%s; for the latency of two spinning ends the cores were too busy here.%s",
              words(cheaper),
              woken));
    }
    if (awake.timeRatio() <= 1) {
      return Verdict.contradicted(words(cheaper) + ", but not in latency." + woken);
    }
    cheaper.addFirst("latency" + within(awake));
    return Verdict.shown(words(cheaper) + "." + woken);
  }

  /** What is known to be less. */
  private static List<String> cheaperOf(Versus stream) {
    List<String> cheaper = new ArrayList<>();
    stream.memoryTakesFewerCalls().ifPresent(less -> cheaper.add("system calls"));
    stream.memoryTakesLessCpu().ifPresent(less -> cheaper.add("CPU"));
    return cheaper;
  }

  private static String words(List<String> cheaper) {
    return cheaper.isEmpty()
        ? "CPU and system calls are hidden here"
        : "Cheaper at the median in " + String.join(" and ", cheaper);
  }

  private static String within(Versus versus) {
    return versus.timesOverlap() ? " (rounds of one reach into those of the other)" : "";
  }
}
