package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedCoresTest {
  @TempDir Path root;

  @Test
  void shouldTakeTheFirstTwo() throws IOException {
    allow("2-5");
    assertThat(AllowedCores.pair(new KernelFiles(root))).containsExactly(2, 3);
  }

  @Test
  void shouldRatherTakeTwoPhysicalCores() throws IOException {
    allow("0-2");
    siblings(0, "0-1");
    siblings(1, "0-1");
    siblings(2, "2");
    assertThat(AllowedCores.pair(new KernelFiles(root))).containsExactly(0, 2);
  }

  @Test
  void shouldTakeSiblingsWhereThereIsNothingElse() throws IOException {
    allow("0,1");
    siblings(0, "0-1");
    siblings(1, "0-1");
    assertThat(AllowedCores.pair(new KernelFiles(root))).containsExactly(0, 1);
  }

  @Test
  void shouldHaveNoPairOfOneCore() throws IOException {
    allow("7");
    assertThat(AllowedCores.pair(new KernelFiles(root))).isEmpty();
  }

  @Test
  void shouldHaveNoneWhereTheKernelDoesNotTell() {
    assertThat(AllowedCores.pair(new KernelFiles(root))).isEmpty();
  }

  private void allow(String list) throws IOException {
    write("proc/self/status", "Name:\tit\nCpus_allowed:\tff\nCpus_allowed_list:\t" + list + "\n");
  }

  private void siblings(int core, String list) throws IOException {
    write("sys/devices/system/cpu/cpu" + core + "/topology/thread_siblings_list", list);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
