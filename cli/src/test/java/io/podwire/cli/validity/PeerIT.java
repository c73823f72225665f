package io.podwire.cli.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Podwire's round trips against those of a C program on the same machine in the same minutes. Both
 * write, carry and check 64 bytes each way, read the clock once per round trip, block in the kernel
 * (shm spins), and are pinned alike; {@code --verify full} is the level that does what C does.
 *
 * <p>The two take turns, and each median is compared with its neighbour's, since what a wake-up
 * costs drifts with whatever else the machine does. The median of the ratios has to come within the
 * bound; more pairs are run until it does, up to a limit: noise goes away with more of them, a
 * difference of the programs does not. Where it may, it keeps the cores from halting: what is
 * compared then is the way through the kernel and the programs, not how long a core takes to wake.
 */
@Timeout(600)
class PeerIT {
  private static final int MIN_PAIRS = 3;
  private static final int MAX_PAIRS = 15;
  private static final double KERNEL_BOUND = 1.25;

  /** Not slower than C that publishes in the same way, by more than two runs of C differ. */
  private static final double MEMORY_BOUND = 1.1;

  /**
   * A guard, not an aim, against C that fetches the next lines ahead as well: what is left is the
   * JVM's own, some 50 ns of a round trip.
   */
  private static final double AHEAD_BOUND = 2;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldMeasureTheKernelsMechanismsAsAProgramInCDoes(String mechanism) throws Exception {
    Turns turns =
        turns(
            mechanism,
            List.of("--warmup", "2000", "--count", "15000"),
            List.of("--wait=block", "--warmup=1s", "--duration=500ms"));
    PairedRatios ratios = compare(turns, 1 / KERNEL_BOUND, KERNEL_BOUND);
    assertThat(ratios.median()).as("%s", ratios).isBetween(1 / KERNEL_BOUND, KERNEL_BOUND);
  }

  /** Longer, so that no busy moment of the machine is the whole of it. */
  @ParameterizedTest
  @CsvSource({"shm, " + MEMORY_BOUND, "shm-ahead, " + AHEAD_BOUND})
  void shouldNotBeSlowerThanCInMemory(String mechanismOfC, double bound) throws Exception {
    assumeTrue(Cores.areTwo(Cores.pair()), "one core only: two spinning ends need two");
    Turns turns =
        turns(
            mechanismOfC,
            List.of("--warmup", "500000", "--count", "5000000"),
            List.of("--wait=spin", "--verify=full", "--warmup=2s", "--duration=2s"));
    PairedRatios ratios = compare(turns, 0, bound);
    assertThat(ratios.median()).as("%s", ratios).isLessThanOrEqualTo(bound);
  }

  /** Both programs, ready to measure one mechanism. */
  private record Turns(
      String mechanism,
      CPingPong c,
      List<String> cOptions,
      PodwireBench podwire,
      List<String> options) {

    void addTo(PairedRatios ratios) throws Exception {
      long peerNanos = c.medianNanos(mechanism, cOptions);
      ratios.add(podwire.medianNanos(mechanism, options), peerNanos);
    }
  }

  private Turns turns(String mechanism, List<String> cOptions, List<String> options)
      throws Exception {
    Optional<String> compiler = CPingPong.compiler();
    assumeTrue(compiler.isPresent(), "no C compiler (cc, gcc) is installed");
    String cores = Cores.pair();
    return new Turns(
        mechanism,
        CPingPong.compile(compiler.orElseThrow(), folder),
        with(cOptions, "--size", "64", "--cores", cores),
        new PodwireBench(folder),
        with(options, "--size=64", "--cores=" + cores));
  }

  private static List<String> with(List<String> options, String... more) {
    return Stream.concat(options.stream(), Stream.of(more)).toList();
  }

  private static PairedRatios compare(Turns turns, double from, double to) throws Exception {
    PairedRatios ratios = new PairedRatios();
    try (AwakeCores awake = AwakeCores.hold()) {
      do {
        turns.addTo(ratios);
      } while (ratios.size() < MIN_PAIRS
          || (ratios.size() < MAX_PAIRS && (ratios.median() < from || ratios.median() > to)));
      System.out.println("peer " + turns.mechanism() + ", " + awake.words() + ": " + ratios);
    }
    return ratios;
  }
}
