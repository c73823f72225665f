package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWatchTest {
  private static final long SECOND_NANOS = 1_000_000_000;
  @TempDir Path root;
  private final AtomicLong now = new AtomicLong();

  @Test
  void shouldTellWhatOthersDidFromWhatItDidItself() throws IOException {
    stat(1_000, 500, 0);
    own(10, 20, 30, 40);
    RunWatch watch = begin();
    stat(1_000 + 150, 900, 0);
    own(10 + 20, 20 + 10, 30 + 40, 40 + 5);
    now.addAndGet(SECOND_NANOS);
    RunConditions conditions = watch.end();
    assertThat(conditions.elapsedNanos()).isEqualTo(SECOND_NANOS);
    assertThat(conditions.otherLoadCores()).isEqualTo(0.75); // 150 ticks of 100 a second, 75 own
    assertThat(conditions.stolenNanos()).isZero();
    assertThat(conditions.withoutOtherLoad().otherLoadCores()).isNull();
    assertThat(conditions.withoutOtherLoad().stolenNanos()).isZero();
  }

  @Test
  void shouldNotSeeLessThanNoOtherLoad() throws IOException {
    stat(1_000, 500, 0);
    own(0, 0, 0, 0);
    RunWatch watch = begin();
    stat(1_001, 600, 0);
    own(2, 1, 0, 0);
    now.addAndGet(SECOND_NANOS);
    assertThat(watch.end().otherLoadCores()).isZero();
  }

  @Test
  void shouldCountWhatTheHypervisorStole() throws IOException {
    stat(1_000, 500, 40);
    RunWatch watch = begin();
    stat(1_000, 550, 43);
    assertThat(watch.end().stolenNanos()).isEqualTo(30_000_000);
  }

  @Test
  void shouldCountTheThrottlingOfCgroupVersion2() throws IOException {
    write("sys/fs/cgroup/cpu.stat", "usage_usec 5\nthrottled_usec 700\n");
    RunWatch watch = begin();
    write("sys/fs/cgroup/cpu.stat", "usage_usec 9\nthrottled_usec 950\n");
    assertThat(watch.end().throttledNanos()).isEqualTo(250_000);
  }

  @Test
  void shouldCountTheThrottlingOfCgroupVersion1() throws IOException {
    write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 2\nthrottled_time 70\n");
    RunWatch watch = begin();
    write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 3\nthrottled_time 95\n");
    assertThat(watch.end().throttledNanos()).isEqualTo(25);
  }

  @Test
  void shouldLeaveOutWhatIsHidden() {
    RunConditions conditions = begin().end();
    assertThat(conditions.throttledNanos()).isNull();
    assertThat(conditions.stolenNanos()).isNull();
    assertThat(conditions.otherLoadCores()).isNull();
  }

  @Test
  void shouldNotBelieveCountersThatStandStill() throws IOException {
    stat(0, 0, 0);
    own(1, 1, 1, 1);
    RunWatch watch = begin();
    now.addAndGet(SECOND_NANOS);
    assertThat(watch.end().stolenNanos()).isNull();
    assertThat(watch.end().otherLoadCores()).isNull();
  }

  @Test
  void shouldNotKnowOtherLoadWithoutItsOwn() throws IOException {
    stat(1_000, 500, 0);
    RunWatch watch = begin();
    stat(1_010, 600, 0);
    now.addAndGet(SECOND_NANOS);
    assertThat(watch.end().otherLoadCores()).isNull();
    assertThat(watch.end().stolenNanos()).isZero();
  }

  @Test
  void shouldReadTheCountersOfThisMachine() {
    KernelFiles here = new KernelFiles(Path.of("/"));
    assertThat(MachineCpu.look(here)).isNotNull();
    assertThat(OwnCpu.nanos(here)).isNotNull();
  }

  private RunWatch begin() {
    return new RunWatch(root, now::get);
  }

  /** In ticks: user time, idle time and steal; interrupts are nobody's load. */
  private void stat(long user, long idle, long steal) throws IOException {
    write(
        "proc/stat",
        "cpu  %d 0 0 %d 0 %d %d %d 0 0\ncpu0 1 2 3\n".formatted(user, idle, user, user, steal));
  }

  private void own(long user, long system, long childrenUser, long childrenSystem)
      throws IOException {
    write(
        "proc/self/stat",
        "42 (a ) name) S 1 42 42 0 -1 4194304 1 2 3 4 %d %d %d %d 20 0 1 0\n"
            .formatted(user, system, childrenUser, childrenSystem));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
