package io.podwire.exhibits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StageTest {
  @Test
  void shouldLeaveNothingBehind() throws Exception {
    Path file;
    try (Stage stage = Stage.open()) {
      file = Files.writeString(stage.file("left"), "behind");
    }
    assertThat(file.getParent()).doesNotExist();
  }
}
