package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packages, a NUMA node each, of four cores in two caches; core 4 is a sibling of core 0. */
class CoreTopologyTest {
  private static final String CPU = "sys/devices/system/cpu/cpu";

  @TempDir Path root;

  @Test
  void shouldTellHowNearTwoCoresAre() throws IOException {
    machine();
    assertThat(between(0, 0)).isEqualTo(CoreDistance.SAME_CORE);
    assertThat(between(0, 4)).isEqualTo(CoreDistance.SMT_SIBLINGS);
    assertThat(between(0, 1)).isEqualTo(CoreDistance.SHARED_CACHE);
    assertThat(between(0, 2)).isEqualTo(CoreDistance.OTHER_CACHE);
    assertThat(between(2, 0)).isEqualTo(CoreDistance.OTHER_CACHE);
    assertThat(between(1, 3)).isEqualTo(CoreDistance.OTHER_NUMA_NODE);
  }

  @Test
  void shouldKnowSiblingsByTheirNumbersWhereThereIsNoList() throws IOException {
    machine();
    for (int core = 0; core <= 4; core++) {
      Files.delete(root.resolve(CPU + core + "/topology/thread_siblings_list"));
    }
    assertThat(between(0, 4)).isEqualTo(CoreDistance.SMT_SIBLINGS);
    assertThat(between(0, 3)).isEqualTo(CoreDistance.OTHER_NUMA_NODE); // equal ids, other packages
  }

  @Test
  void shouldTakeTheLastLevelAndNotTheFirst() throws IOException {
    machine();
    write(0, "cache/index9/level", "1");
    write(0, "cache/index9/shared_cpu_list", "0,4");
    assertThat(between(0, 1)).isEqualTo(CoreDistance.SHARED_CACHE);
  }

  @Test
  void shouldNotGuessWhatTheKernelHides() throws IOException {
    assertThat(between(0, 0)).isNull();
    write(0, "topology/core_id", "0");
    write(1, "topology/core_id", "1");
    assertThat(between(0, 1)).isNull();
    assertThat(between(0, 7)).isNull();
  }

  private void machine() throws IOException {
    core(0, 0, 0, 0, "0,4", "0-1,4");
    core(1, 0, 1, 0, "1", "0-1,4");
    core(2, 0, 2, 0, "2", "2");
    core(3, 1, 0, 1, "3", "3");
    core(4, 0, 0, 0, "0,4", "0-1,4");
  }

  private void core(int core, int socket, int id, int node, String siblings, String sharing)
      throws IOException {
    write(core, "topology/physical_package_id", socket + "");
    write(core, "topology/core_id", id + "");
    write(core, "topology/thread_siblings_list", siblings);
    write(core, "cache/index0/level", "1");
    write(core, "cache/index0/shared_cpu_list", siblings);
    write(core, "cache/index3/level", "3");
    write(core, "cache/index3/shared_cpu_list", sharing);
    Files.createDirectories(root.resolve(CPU + core + "/node" + node));
  }

  private @Nullable CoreDistance between(int one, int other) {
    return new CoreTopology(new KernelFiles(root)).between(one, other);
  }

  private void write(int core, String file, String text) throws IOException {
    Path path = root.resolve(CPU + core + "/" + file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }
}
