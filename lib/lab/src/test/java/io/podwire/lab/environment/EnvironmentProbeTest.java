package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentProbeTest {
  @TempDir Path root;

  @Test
  void shouldDescribeThisMachine() throws IOException {
    Environment here = EnvironmentProbe.probe(List.of("pods"), Map.of("a", "node-1"));
    assertThat(here.simulated()).containsExactly("pods");
    assertThat(here.placement()).containsEntry("a", "node-1");
    assertThat(here.kernel())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
    assertThat(here.bootId())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
    assertThat(here.cores()).isPositive();
    Noise noise = Objects.requireNonNull(here.noise());
    assertThat(here.noiseFloorNanos()).isPositive().isEqualTo(noise.floorNanos());
    assertThat(here.otherLoadCores()).isNotNull();
    assertThat(here.during()).isNull();
    assertThat(here.coreDistance()).isNull();
    assertThat(here.limits()).containsKey("kernel.msgmax");
  }

  @Test
  void shouldReadTheLimitsOfCgroupVersion2() throws IOException {
    write("proc/self/cgroup", "0::/pods/a\n");
    write("sys/fs/cgroup/pods/a/memory.max", "134217728\n");
    write("sys/fs/cgroup/pods/a/cpu.max", "50000 100000\n");
    write("sys/fs/cgroup/pods/a/cpu.stat", "usage_usec 5\nthrottled_usec 7\n");
    Environment environment = look();
    assertThat(environment.memoryLimitBytes()).isEqualTo(134_217_728L);
    assertThat(environment.cpuLimitCores()).isEqualTo(0.5);
    assertThat(environment.throttledNanos()).isEqualTo(7_000L);
  }

  @Test
  void shouldReadTheLimitsOfCgroupVersion1() throws IOException {
    write("proc/self/cgroup", "4:memory:/docker/1\n3:cpu,cpuacct:/docker/1\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "67108864\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 2\nthrottled_time 9\n");
    Environment environment = look();
    assertThat(environment.memoryLimitBytes()).isEqualTo(67_108_864L);
    assertThat(environment.cpuLimitCores()).isEqualTo(1.5);
    assertThat(environment.throttledNanos()).isEqualTo(9L);
  }

  @Test
  void shouldLeaveOutWhatIsUnlimited() throws IOException {
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/cpu.max", "max 100000\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(look().memoryLimitBytes()).isNull();
    assertThat(look().cpuLimitCores()).isNull();
  }

  @Test
  void shouldLeaveOutWhatIsHidden() {
    Environment environment = look();
    assertThat(environment.limits()).isEmpty();
    assertThat(environment.tmpfsBytes()).isEmpty();
    assertThat(environment.bootId()).isNull();
    assertThat(environment.clockSource()).isNull();
    assertThat(environment.cpuModel()).isNull();
    assertThat(environment.virtualMachine()).isNull();
    assertThat(environment.throttledNanos()).isNull();
    assertThat(environment.otherLoadCores()).isNull();
    assertThat(environment.noise()).extracting(Noise::wakeNanos).isNull();
  }

  @Test
  void shouldSayWhereThePinnedEndsRunAndHowFarApart() throws IOException {
    write("sys/devices/system/cpu/cpu1022/cache/index3/level", "3");
    write("sys/devices/system/cpu/cpu1022/cache/index3/shared_cpu_list", "1022-1023");
    write("sys/devices/system/cpu/cpu1023/cache/index3/level", "3");
    Environment environment =
        new EnvironmentProbe(root).look(List.of(), Map.of(), List.of(1022, 1023));
    assertThat(environment.coreDistance()).isEqualTo(CoreDistance.SHARED_CACHE);
    assertThat(EnvironmentProbe.probePinned(List.of(0, 0)).placement())
        .containsExactly(Map.entry("source", "core 0"), Map.entry("sink", "core 0"));
    assertThat(EnvironmentProbe.probePinned(List.of()).placement()).isEmpty();
  }

  @Test
  void shouldKeepAllElseWhenAFieldIsAdded() {
    Environment environment = look();
    RunConditions during = new RunConditions(1, 2L, 3L, 0.5);
    assertThat(environment.withDuring(during).withNotShown(List.of("why")))
        .usingRecursiveComparison()
        .ignoringFields("during", "notShown")
        .isEqualTo(environment);
    assertThat(environment.withDuring(during).withNotShown(List.of("why")).during())
        .isEqualTo(during);
    assertThat(environment.withNotShown(List.of("why")).withDuring(during).notShown())
        .containsExactly("why");
  }

  @Test
  void shouldTellAVirtualMachineByItsProcessor() throws IOException {
    write("proc/cpuinfo", "model name\t: Fast 9000\nflags\t\t: fpu hypervisor sse\n");
    assertThat(look().virtualMachine()).isTrue();
    assertThat(look().cpuModel()).isEqualTo("Fast 9000");
  }

  private Environment look() {
    return new EnvironmentProbe(root).look(List.of(), Map.of(), List.of());
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
