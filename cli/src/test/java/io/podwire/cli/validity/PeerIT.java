package io.podwire.cli.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Podwire's round trips against those of a C program on the same machine in the same minutes. Both
 * write, carry and check 64 bytes each way, read the clock once per round trip, block in the kernel
 * (shm spins), and are pinned alike.
 *
 * <p>The two take turns, and each median is compared with its neighbour's, since what a wake-up
 * costs drifts with whatever else the machine does. The median of the ratios has to come within the
 * bound; more pairs are run until it does, up to a limit: noise goes away with more of them, a
 * difference of the programs does not.
 */
@Timeout(600)
class PeerIT {
  private static final int MIN_PAIRS = 3;
  private static final int MAX_PAIRS = 9;
  private static final double KERNEL_BOUND = 1.25;

  /** Not slower, and a tenth for what the medians of the same program differ by. */
  private static final double MEMORY_BOUND = 1.10;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldMeasureTheKernelsMechanismsAsAProgramInCDoes(String mechanism) throws Exception {
    PairedRatios ratios =
        compare(mechanism, 1 / KERNEL_BOUND, KERNEL_BOUND, "block", List.of("--count", "15000"));
    assertThat(ratios.median()).as("%s", ratios).isBetween(1 / KERNEL_BOUND, KERNEL_BOUND);
  }

  @Test
  void shouldNotBeSlowerInMemoryThanCWithTheSamePublication() throws Exception {
    assumeTrue(Cores.areTwo(Cores.pair()), "one core only: two spinning ends need two");
    PairedRatios ratios = compare("shm", 0, MEMORY_BOUND, "spin", List.of("--count", "3000000"));
    assertThat(ratios.median()).as("%s", ratios).isLessThanOrEqualTo(MEMORY_BOUND);
  }

  private PairedRatios compare(
      String mechanism, double from, double to, String wait, List<String> count) throws Exception {
    Optional<String> compiler = CPingPong.compiler();
    assumeTrue(compiler.isPresent(), "no C compiler (cc, gcc) is installed");
    CPingPong c = CPingPong.compile(compiler.orElseThrow(), folder);
    PodwireBench podwire = new PodwireBench(folder);
    String cores = Cores.pair();
    List<String> cOptions =
        List.of("--size", "64", "--cores", cores, "--warmup", "2000", count.get(0), count.get(1));
    List<String> options =
        List.of(
            "--size=64", "--cores=" + cores, "--warmup=1s", "--duration=500ms", "--wait=" + wait);
    PairedRatios ratios = new PairedRatios();
    do {
      long peerNanos = c.medianNanos(mechanism, cOptions);
      ratios.add(podwire.medianNanos(mechanism, options), peerNanos);
    } while (ratios.size() < MIN_PAIRS
        || (ratios.size() < MAX_PAIRS && (ratios.median() < from || ratios.median() > to)));
    System.out.println("peer " + mechanism + ": " + ratios);
    return ratios;
  }
}
