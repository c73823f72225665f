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
 * <p>The two take turns, and each median is compared with its neighbour's, since the cost of a
 * wake-up drifts with the machine's other work. More pairs are run, up to a limit, until the median
 * of the ratios is within the bound. Where the kernel lets it, the test keeps the cores from
 * halting, so that it compares the way through the kernel and the programs and not the wake-up of a
 * core.
 *
 * <p>The bounds here are wide guards: a build must not fail because of a processor. The aims stand
 * in {@code bench/README.md}; {@code -Dpodwire.peer.aims=true} makes them the bounds. The test
 * prints what it finds in both cases.
 */
@Timeout(600)
class PeerIT {
  private static final int MIN_PAIRS = 3;
  private static final int MAX_PAIRS = 15;
  private static final boolean AIMS = Boolean.getBoolean("podwire.peer.aims");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldMeasureTheKernelsMechanismsAsAProgramInCDoes(String mechanism) throws Exception {
    Turns turns =
        turns(
            mechanism,
            List.of("--warmup", "2000", "--count", "15000"),
            List.of("--wait=block", "--warmup=1s", "--duration=500ms"));
    double bound = AIMS ? 1.25 : 2;
    PairedRatios ratios = compare(turns, 1 / bound, bound);
    assertThat(ratios.median()).as("%s", ratios).isBetween(1 / bound, bound);
  }

  /**
   * Long turns, so that one busy moment of the machine does not decide. C publishes as Podwire does
   * ({@code shm}), or fetches the next lines ahead as well ({@code shm-ahead}).
   */
  @ParameterizedTest
  @CsvSource({"shm, 2, 1.1", "shm-ahead, 4, 2"})
  void shouldKeepUpWithCInMemory(String mechanismOfC, double guard, double aim) throws Exception {
    double bound = AIMS ? aim : guard;
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
