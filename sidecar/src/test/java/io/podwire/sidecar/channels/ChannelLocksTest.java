package io.podwire.sidecar.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelLocksTest {
  private static final int LOOKS = 2_000;
  private static final int FILES = 50;

  @TempDir private Path directory;

  @Test
  void shouldFindAHeldChannelAndNoOther() {
    ChannelUri held = ChannelUri.parse("shm:" + directory.resolve("held"));
    ChannelUri other = ChannelUri.parse("shm:" + directory.resolve("other"));
    try (Receiver ignored = Transports.of(held).openReceiver(held, ChannelOptions.DEFAULT)) {
      assertThat(ChannelLocks.isHeld(Set.of(directory), held)).isTrue();
      assertThat(ChannelLocks.isHeld(Set.of(directory), other)).isFalse();
    }
    assertThat(ChannelLocks.isHeld(Set.of(directory), held)).isFalse();
  }

  @Test
  void shouldNotMindFilesThatComeAndGo() throws Exception {
    ChannelUri uri = ChannelUri.parse("shm:" + directory.resolve("live"));
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> churn = CompletableFuture.runAsync(() -> makeAndRemove(over));
    try {
      for (int n = 0; n < LOOKS && !churn.isDone(); n++) {
        assertThat(ChannelLocks.isHeld(Set.of(directory), uri)).isFalse();
      }
    } finally {
      over.set(true);
    }
    churn.get(20, TimeUnit.SECONDS);
  }

  private void makeAndRemove(AtomicBoolean over) {
    try {
      while (!over.get()) {
        for (int n = 0; n < FILES; n++) {
          Files.createFile(directory.resolve("live" + n + ".lock"));
        }
        for (int n = 0; n < FILES; n++) {
          Files.delete(directory.resolve("live" + n + ".lock"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldPassOverAFileThatIsNoLock() throws Exception {
    ChannelUri uri = ChannelUri.parse("shm:" + directory.resolve("live"));
    Files.writeString(directory.resolve("live-blocks.txt"), "somebody's notes");
    assertThat(ChannelLocks.isHeld(Set.of(directory), uri)).isFalse();
  }

  @Test
  void shouldSayWhichDirectoryCannotBeRead() {
    Path gone = directory.resolve("gone");
    ChannelUri uri = ChannelUri.parse("shm:" + gone.resolve("live"));
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> ChannelLocks.isHeld(Set.of(gone), uri))
        .withMessageStartingWith(gone + ": cannot be read");
  }
}
