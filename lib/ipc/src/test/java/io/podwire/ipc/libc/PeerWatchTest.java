package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.libc.PeerWatch.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PeerWatchTest {
  private static final int HOLDERS = 50_000;
  private static final int WATCHERS = 8;
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("side.lock");
  }

  @Test
  void shouldSeeNobodyWithoutAFileAndAfterALookAtOne() throws IOException {
    try (PeerWatch watch = new PeerWatch(file)) {
      assertThat(watch.look()).isEqualTo(Sight.NEVER_SEEN);
      Files.createFile(file);
      assertThat(watch.look()).isEqualTo(Sight.NEVER_SEEN);
    }
  }

  @Test
  void shouldSeeAHolderThatComesAndCloses() {
    try (PeerWatch watch = new PeerWatch(file)) {
      try (SideLock _ = hold(true)) {
        assertThat(watch.look()).isEqualTo(Sight.ALIVE);
      }
      assertThat(watch.look()).isEqualTo(Sight.CLOSED);
    }
  }

  @Test
  void shouldCountWhatLookingCosts() {
    try (PeerWatch watch = new PeerWatch(file)) {
      try (SideLock _ = hold(true)) {
        assertThat(watch.look()).isEqualTo(Sight.ALIVE);
        long before = watch.systemCalls();
        assertThat(watch.look()).isEqualTo(Sight.ALIVE);
        assertThat(watch.systemCalls() - before).isOne();
      }
      long before = watch.systemCalls();
      assertThat(watch.look()).isEqualTo(Sight.CLOSED);
      assertThat(watch.systemCalls() - before).isGreaterThan(10); // it opens and reads anew
    }
  }

  @Test
  void shouldSeeAHolderThatCameAndClosedBetweenTwoLooks() {
    try (PeerWatch watch = new PeerWatch(file)) {
      hold(true).close();
      assertThat(watch.look()).isEqualTo(Sight.CLOSED);
    }
  }

  /** Each holder closes, so that no look may find a death, in whatever step another comes. */
  @Test
  void shouldTakeNobodyWhoJustComesForDead() {
    hold(true).close(); // so that there is a file
    CompletableFuture<Void> holders = CompletableFuture.runAsync(this::holdManyTimes, OWN_THREAD);
    // more than there are cores, so that looks are interrupted
    List<CompletableFuture<Set<Sight>>> watches =
        IntStream.range(0, Math.min(WATCHERS, 2 * Runtime.getRuntime().availableProcessors()))
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> sightsUntil(holders), OWN_THREAD))
            .toList();
    Set<Sight> sights = EnumSet.noneOf(Sight.class);
    watches.forEach(watch -> sights.addAll(watch.join()));
    holders.join(); // all of them came
    assertThat(sights).contains(Sight.ALIVE, Sight.CLOSED).doesNotContain(Sight.DEAD);
  }

  private void holdManyTimes() {
    for (int i = 0; i < HOLDERS; i++) {
      hold(true).close();
    }
  }

  private Set<Sight> sightsUntil(Future<?> end) {
    Set<Sight> sights = EnumSet.noneOf(Sight.class);
    try (PeerWatch watch = new PeerWatch(file)) {
      while (!end.isDone()) {
        sights.add(watch.look());
      }
    }
    return sights;
  }

  @Test
  void shouldIgnoreAHolderFromBeforeTheWatch() throws Exception {
    hold(true).close();
    try (PeerWatch watch = new PeerWatch(file)) {
      assertThat(watch.look()).isEqualTo(Sight.NEVER_SEEN);
    }
    try (LockHolder holder = LockHolder.start(file, true)) {
      holder.kill();
    }
    try (PeerWatch watch = new PeerWatch(file)) {
      assertThat(watch.look()).isEqualTo(Sight.NEVER_SEEN);
    }
  }

  @Test
  void shouldTellAKilledProcessFromOneThatClosed() throws Exception {
    try (PeerWatch watch = new PeerWatch(file)) {
      try (LockHolder holder = LockHolder.start(file, true)) {
        assertThat(watch.look()).isEqualTo(Sight.ALIVE);
        holder.kill();
        assertThat(watch.look()).isEqualTo(Sight.DEAD);
      }
      try (LockHolder holder = LockHolder.start(file, true)) {
        assertThat(watch.look()).isEqualTo(Sight.ALIVE);
        holder.end();
        assertThat(watch.look()).isEqualTo(Sight.CLOSED);
      }
    }
  }

  @Test
  void shouldRememberACloseWhenTheFileIsRemovedAfterIt() throws IOException {
    try (PeerWatch watch = new PeerWatch(file)) {
      SideLock lock = hold(true);
      assertThat(watch.look()).isEqualTo(Sight.ALIVE);
      lock.close();
      Files.delete(file);
      assertThat(watch.look()).isEqualTo(Sight.CLOSED);
      assertThat(watch.look()).isEqualTo(Sight.CLOSED);
    }
  }

  @Test
  void shouldSeeTheHolderOfAFileMadeAnew() throws IOException {
    try (PeerWatch watch = new PeerWatch(file)) {
      hold(true).close();
      Files.delete(file);
      try (SideLock _ = hold(true)) {
        assertThat(watch.look()).isEqualTo(Sight.ALIVE);
      }
    }
  }

  @Test
  void shouldRefuseASecondExclusiveHolderByName() {
    try (SideLock _ = hold(true)) {
      assertThatExceptionOfType(ChannelException.class)
          .isThrownBy(() -> hold(true))
          .withMessageContaining(
              "shm:/x: another live process holds this side (side.lock is locked)")
          .matches(e -> e.kind() == Kind.IN_USE);
    }
    hold(true).close();
  }

  @Test
  void shouldLetSharedHoldersLiveTogetherUntilTheLast() {
    try (PeerWatch watch = new PeerWatch(file)) {
      SideLock first = hold(false);
      SideLock second = hold(false);
      first.close();
      assertThat(watch.look()).isEqualTo(Sight.ALIVE);
      second.close();
      assertThat(watch.look()).isEqualTo(Sight.CLOSED);
    }
  }

  @Test
  void shouldSeeTheDeathOfASharedHolderAfterAnotherHasClosed() throws Exception {
    try (PeerWatch watch = new PeerWatch(file);
        SideLock first = hold(false);
        LockHolder second = LockHolder.start(file, false)) {
      first.close();
      second.kill();
      assertThat(watch.look()).isEqualTo(Sight.DEAD);
    }
  }

  @Test
  void shouldSeeWhoCameAndClosedWhileTheFileWasMadeAnew() throws IOException {
    hold(true).close();
    try (PeerWatch watch = new PeerWatch(file)) {
      Files.delete(file);
      hold(true).close();
      assertThat(watch.look()).isEqualTo(Sight.CLOSED);
    }
  }

  @Test
  void shouldSayWhatToCheckWhenTheFileCannotBeMade() {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> SideLock.hold("shm:/x", directory.resolve("none/side.lock"), true))
        .withMessageContaining("check that the directory exists and is writable");
  }

  @Test
  void shouldCountSignsOfLifeBesideTheMark() {
    assertThat(SideLock.signs("shm:/x", file)).isZero();
    try (SideLock _ = hold(true);
        PeerWatch watch = new PeerWatch(file)) {
      SideLock.sign("shm:/x", file);
      SideLock.sign("shm:/x", file);
      assertThat(SideLock.signs("shm:/x", file)).isEqualTo(2);
      assertThat(watch.look()).isEqualTo(Sight.ALIVE);
    }
    assertThat(PeerWatch.isHeld(file)).isFalse();
  }

  /** Whoever made it anew is about to write its own, or has broken it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 16})
  void shouldGiveNoSignInAFileThatIsNotWhole(int bytes) throws IOException {
    hold(true).close();
    byte[] cut = Arrays.copyOf(Files.readAllBytes(file), bytes);
    Files.write(file, cut);
    SideLock.sign("shm:/x", file);
    assertThat(file).hasBinaryContent(cut);
    hold(true).close();
  }

  private SideLock hold(boolean exclusive) {
    return SideLock.hold("shm:/x", file, exclusive);
  }
}
