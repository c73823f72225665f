package io.podwire.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.workload.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutOfMemoryTest {
  private static final int EXIT_ON_OUT_OF_MEMORY = 3;

  @ParameterizedTest
  @EnumSource
  void shouldEndAProgramWhoseHeapRunsOut(Program program) throws Exception {
    assertEndedByItsHeap(command(program));
  }

  @Test
  void shouldEndAChildOfARunWhoseHeapRunsOut() throws Exception {
    assertEndedByItsHeap(ChildJvm.command(HeapFiller.class));
  }

  private static void assertEndedByItsHeap(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it has ended").isTrue();
      assertThat(process.exitValue()).isEqualTo(EXIT_ON_OUT_OF_MEMORY);
    } finally {
      process.destroyForcibly();
    }
  }

  /** As the demo and the images start a program, with another main class. */
  private static List<String> command(Program program) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(ProgramCommand.flags(program));
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(HeapFiller.class.getName());
    return words;
  }
}
