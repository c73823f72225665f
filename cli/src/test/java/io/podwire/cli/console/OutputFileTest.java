package io.podwire.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;

  private static void write(OutputFile file, String text) throws IOException {
    file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldAppearOnlyWhenFinished() throws IOException {
    Path path = folder.resolve("copy");
    try (OutputFile file = OutputFile.open(path)) {
      write(file, "whole");
      assertThat(path).doesNotExist();
      file.finish();
    }
    assertThat(path).hasContent("whole");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void shouldLeaveTheOldFileWhenNotFinished() throws IOException {
    Path path = Files.writeString(folder.resolve("copy"), "old");
    try (OutputFile file = OutputFile.open(path)) {
      write(file, "half of the n");
    }
    assertThat(path).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void shouldFollowALinkToAFile() throws IOException {
    Path path = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    try (OutputFile file = OutputFile.open(link)) {
      write(file, "new");
      file.finish();
    }
    assertThat(link).isSymbolicLink();
    assertThat(path).hasContent("new");
  }

  @Test
  void shouldKeepTheModeOfTheFileThatItReplaces() throws IOException {
    Path path = Files.writeString(folder.resolve("copy"), "old");
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("r--r-----");
    Files.setPosixFilePermissions(path, mode);
    try (OutputFile file = OutputFile.open(path)) {
      write(file, "new");
      assertThat(Files.getPosixFilePermissions(folder.resolve("copy.part")))
          .as("while it is written")
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      file.finish();
    }
    assertThat(path).hasContent("new");
    assertThat(Files.getPosixFilePermissions(path)).isEqualTo(mode);
  }

  @Test
  void shouldRefuseAPartThatAnotherWrites() throws IOException {
    Path path = folder.resolve("copy");
    try (OutputFile file = OutputFile.open(path)) {
      write(file, "first");
      assertThatThrownBy(() -> OutputFile.open(path))
          .hasMessageContaining("another process writes it");
      file.finish();
    }
    assertThat(path).hasContent("first");
  }

  @Test
  void shouldWriteDevicesDirectly() throws IOException {
    try (OutputFile file = OutputFile.open(Path.of("/dev/null"))) {
      write(file, "gone");
      file.finish();
    }
    assertThat(Path.of("/dev/null.part")).doesNotExist();
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void shouldRefuseADirectoryAndAPlaceThatIsNotThere() {
    assertThatThrownBy(() -> OutputFile.open(folder)).hasMessageContaining("is a directory");
    assertThatThrownBy(() -> OutputFile.open(folder.resolve("no/copy")))
        .hasMessageContaining("its directory does not exist");
  }
}
