package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakeUpTest {
  private static final int NO_SUCH_CORE = 1023;
  private final List<Integer> cores = AllowedCores.pair(new KernelFiles(Path.of("/")));

  @BeforeEach
  void needsTwoCores() {
    assumeThat(cores).as("two cores to wake each other").hasSize(2);
  }

  @Test
  void shouldCostMoreThanReadingTheClock() {
    assertThat(WakeUp.medianNanos(cores.get(0), cores.get(1)))
        .isNotNull()
        .isGreaterThan(ClockCost.readNanos(System::nanoTime));
  }

  @Test
  void shouldNotKnowTheCostOnACoreThatIsNotThere() {
    assertThat(WakeUp.medianNanos(cores.get(0), NO_SUCH_CORE)).isNull();
    assertThat(WakeUp.medianNanos(NO_SUCH_CORE, cores.get(0))).isNull();
  }

  @Test
  void shouldLeaveTheCallerWhereItMayRun() throws IOException {
    List<String> before = allowed();
    WakeUp.medianNanos(cores.get(0), cores.get(1));
    assertThat(allowed()).isEqualTo(before).isNotEmpty();
  }

  @Test
  void shouldKeepAnInterruptForTheCaller() {
    Thread.currentThread().interrupt();
    WakeUp.medianNanos(cores.get(0), cores.get(1));
    assertThat(Thread.interrupted()).isTrue();
  }

  private static List<String> allowed() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed"))
        .toList();
  }
}
