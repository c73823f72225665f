package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a volume without room means for a lock file. */
class FullVolumeTest {
  private static final int BLOCK_BYTES = 4096;

  @TempDir private Path volume;
  private Path lock;

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "podwire-test", volume.toString()),
        "mounting a small tmpfs takes root");
    lock = volume.resolve("side.lock");
  }

  @AfterEach
  void unmount() throws Exception {
    boolean ignored = run("umount", volume.toString());
  }

  @Test
  void shouldRefuseALockForWhoseMarkThereIsNoRoom() throws Exception {
    fill();
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> SideLock.hold("shm:/x", lock, true))
        .withMessageContaining("writing " + lock)
        .withMessageContaining("free room on its volume or enlarge it")
        .matches(e -> e.kind() == Kind.EXHAUSTED);
  }

  @Test
  void shouldMarkACloseOnAVolumeThatIsFullByThen() throws Exception {
    try (PeerWatch watch = new PeerWatch(lock)) {
      SideLock held = SideLock.hold("shm:/x", lock, true);
      fill();
      held.close();
      assertThat(watch.look()).isEqualTo(PeerWatch.Sight.CLOSED);
    }
  }

  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(volume.resolve("rest"))) {
      while (true) {
        out.write(new byte[BLOCK_BYTES]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
