package io.podwire.cli.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What git may answer, said by scripts in its place. */
class RevisionTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {COMMIT, COMMIT + "-dirty"})
  void shouldBeTheCommitThatGitTells(String told) throws Exception {
    assertThat(Revision.of(folder, git("echo " + told))).isEqualTo(told);
  }

  /** A folder within somebody else's checkout is none. */
  @Test
  void shouldAskForTheCheckoutInTheFolderItself() throws Exception {
    Path asked = folder.resolve("asked");

    Revision.of(Path.of("/home"), git("echo \"$@\" > " + asked));

    assertThat(asked).content().startsWith("--git-dir=/home/.git --work-tree=/home describe ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo fatal: not a git repository: /home/.git; exit 128", "exit 0"})
  void shouldBeUnknownWhereGitTellsNone(String script) throws Exception {
    assertThat(Revision.of(folder, git(script))).isEqualTo("unknown");
  }

  @Test
  void shouldBeUnknownWithoutGit() throws Exception {
    Tool none = new Tool(folder.resolve("none").toString(), "install it");

    assertThat(Revision.of(folder, none)).isEqualTo("unknown");
  }

  private Tool git(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("git"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Tool(file.toString(), "install it");
  }
}
