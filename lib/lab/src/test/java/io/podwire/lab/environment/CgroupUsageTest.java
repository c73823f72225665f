package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupUsageTest {
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir Path root;

  @Test
  void shouldReadAContainersOwnGroupOfVersion2() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/cpu.stat", "usage_usec 5000\nthrottled_usec 70\n");
    write("sys/fs/cgroup/cgroup.procs", SELF + "\n");
    assertThat(usage()).isEqualTo(new CgroupUsage(5_000_000L, 70_000L));
  }

  @Test
  void shouldReadAContainersOwnGroupOfVersion1() throws IOException {
    write("proc/self/cgroup", "3:cpu,cpuacct:/docker/1\n");
    write("sys/fs/cgroup/cpu/docker/1/cpu.stat", "throttled_time 9\n");
    write("sys/fs/cgroup/cpuacct/docker/1/cpuacct.usage", "123\n");
    write("sys/fs/cgroup/cpuacct/docker/1/cgroup.procs", SELF + "\n");
    assertThat(usage()).isEqualTo(new CgroupUsage(123L, 9L));
  }

  @Test
  void shouldNotTakeTheCpuTimeOfOthersForItsOwn() throws IOException {
    write("sys/fs/cgroup/cpu.stat", "usage_usec 5000\nthrottled_usec 70\n");
    write("sys/fs/cgroup/cgroup.procs", SELF + "\n1\n");
    assertThat(usage()).isEqualTo(new CgroupUsage(null, 70_000L));
  }

  @Test
  void shouldNotTakeTheCpuTimeOfOneThatJoinsForItsOwn() throws IOException {
    write("sys/fs/cgroup/cpu.stat", "usage_usec 5000\nthrottled_usec 70\n");
    write("sys/fs/cgroup/cgroup.procs", SELF + "\n");
    CgroupMeter meter = new CgroupMeter(new KernelFiles(root));
    CgroupUsage begin = meter.used();
    assertThat(meter.used().since(begin)).isEqualTo(new CgroupUsage(0L, 0L));
    write("sys/fs/cgroup/cgroup.procs", SELF + "\n1\n");
    assertThat(meter.used().since(begin)).isEqualTo(new CgroupUsage(null, 0L));
  }

  @Test
  void shouldLeaveOutWhatIsHidden() {
    assertThat(usage()).isEqualTo(CgroupUsage.ABSENT);
    assertThat(new CgroupUsage(5L, 7L).since(CgroupUsage.ABSENT)).isEqualTo(CgroupUsage.ABSENT);
    assertThat(new CgroupUsage(5L, 7L).since(new CgroupUsage(2L, 3L)))
        .isEqualTo(new CgroupUsage(3L, 4L));
  }

  private CgroupUsage usage() {
    return new CgroupMeter(new KernelFiles(root)).used();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
