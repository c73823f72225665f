package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChannelPathTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("file");
  }

  @Test
  void shouldOpenNothingWhereNothingIs() {
    assertThat(ChannelFile.open("shm:/x", file, true)).isNull();
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldReadAndWriteWhatItMade() {
    try (ChannelFile made = ChannelFile.openOrMake("shm:/x", file)) {
      made.write(2, new byte[] {7, 8});
      assertThat(made.read(0, 100)).containsExactly(0, 0, 7, 8);
      assertThat(made.lengthBytes()).isEqualTo(4);
      assertThat(made.isBehindPath()).isTrue();
    }
  }

  @Test
  void shouldFollowNoLink() throws Exception {
    Path target = Files.writeString(directory.resolve("target"), "mine");
    Files.createSymbolicLink(file, target);
    assertForeign("is a symbolic link, expected a regular file");
    assertThat(target).hasContent("mine");
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> new ChannelPath("shm:/x", file).remove(FileKind.REGULAR));
    assertThat(file).isSymbolicLink();
  }

  @Test
  void shouldMakeNothingBehindADanglingLink() throws Exception {
    Path target = directory.resolve("target");
    Files.createSymbolicLink(file, target);
    assertForeign("is a symbolic link");
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> ChannelFile.make("shm:/x", file))
        .matches(e -> e.kind() == Kind.IN_USE);
    assertThat(target).doesNotExist();
  }

  @Test
  void shouldNotHangAtAFifo() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertForeign("is a FIFO");
  }

  @Test
  void shouldRefuseADirectoryASocketAndADevice() throws Exception {
    Files.createDirectory(file);
    assertForeign("is a directory");
    Files.delete(file);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(file));
      assertForeign("is a socket");
    }
    file = Path.of("/dev/null");
    assertForeign("is a device");
  }

  @Test
  void shouldRefuseAFileOfAnotherUser() throws Exception {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "giving a file to another user takes root");
    Files.setAttribute(Files.writeString(file, "theirs"), "unix:uid", 65_534);
    assertForeign("belongs to user 65534 of group 0, expected this user (0), root");
    assertThat(file).hasContent("theirs");
  }

  @Test
  void shouldSayWhyAFileCannotBeMade() {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> ChannelFile.openOrMake("shm:/x", directory.resolve("none/file")))
        .withMessageContaining("check that the directory exists and is writable");
  }

  private void assertForeign(String words) {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> ChannelFile.openOrMake("shm:/x", file).close())
        .withMessageContaining("shm:/x: " + file + " " + words)
        .withMessageContaining("move it away or take another path")
        .matches(e -> e.kind() == Kind.FOREIGN);
  }
}
