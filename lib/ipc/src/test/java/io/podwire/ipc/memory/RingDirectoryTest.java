package io.podwire.ipc.memory;

import static io.podwire.ipc.memory.RingForgedTest.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.SideLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making, adopting, refusing and removing the files. */
class RingDirectoryTest {
  @TempDir Path directory;

  private void prepare(String query) {
    Ring.TRANSPORT.prepare(Ring.uri(directory, query), false);
  }

  @Test
  void shouldMakeBothDirectionsAndRemoveThem() {
    ChannelUri uri = Ring.uri(directory, "?capacity=8KiB");
    Ring.TRANSPORT.prepare(uri, true);
    assertThat(directory.resolve("ring/data")).hasSize(512 + 8192);
    assertThat(directory.resolve("ring.back/cursor")).exists();
    assertThat(Ring.TRANSPORT.maxMessageBytes(Ring.uri(directory, ""))).isEqualTo(4088);

    Ring.TRANSPORT.remove(uri);
    assertThat(directory).isEmptyDirectory();
    Ring.TRANSPORT.remove(uri);
  }

  @Test
  void shouldAdoptWhatLives() {
    try (Ring ring = Ring.open(directory, "?capacity=8KiB")) {
      ring.sendNow("kept");
      prepare("?capacity=8KiB");
      prepare("");
      assertThat(ring.poll()).containsExactly("kept");
    }
  }

  @Test
  void shouldMakeOneRingWhenManyComeAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var all = IntStream.range(0, 8).mapToObj(i -> preparing()).toList();
      for (var done : threads.invokeAll(all)) {
        done.get();
      }
    }
    try (Ring ring = Ring.open(directory, "")) {
      ring.sendNow("works");
      assertThat(ring.poll()).containsExactly("works");
    }
  }

  private Callable<Boolean> preparing() {
    return () -> {
      prepare("");
      return true;
    };
  }

  @Test
  void shouldEmptyADirectoryThatItDidNotMakeAndLeaveIt() throws Exception {
    Path own = Files.createDirectory(directory.resolve("ring"));
    ChannelUri uri = Ring.uri(directory, "");
    assertThat(Ring.TRANSPORT.isThere(uri)).isFalse();
    Ring.TRANSPORT.prepare(uri, true);
    assertThat(Ring.TRANSPORT.isThere(uri)).isTrue();
    Ring.TRANSPORT.remove(uri);
    assertThat(own).isEmptyDirectory();
    assertThat(directory.resolve("ring.back")).doesNotExist();
  }

  @Test
  void shouldKeepTheGroupThatADirectoryHandsDown() throws Exception {
    Files.setAttribute(directory, "unix:mode", 02777);
    prepare("");
    int mode = (int) Files.getAttribute(directory.resolve("ring"), "unix:mode");
    assertThat(mode & 03777).isEqualTo(02770);
  }

  @Test
  void shouldLeaveARingThatIsUsedToTheLastEnd() {
    ChannelUri uri = Ring.uri(directory, "");
    try (Ring ring = Ring.open(directory, "")) {
      Ring.TRANSPORT.removeUnused(uri);
      ring.sendNow("kept");
      assertThat(ring.poll()).containsExactly("kept");
    }
    Ring.TRANSPORT.removeUnused(uri);
    assertThat(directory).isEmptyDirectory();
    Ring.TRANSPORT.removeUnused(uri);
  }

  @Test
  void shouldFindAWholeRingWhileOthersRemoveIt() throws Exception {
    ChannelUri uri = Ring.uri(directory, "?capacity=8KiB");
    try (var threads = Executors.newFixedThreadPool(2)) {
      Future<?> removing =
          threads.submit(
              () -> {
                for (int i = 0; i < 2000; i++) {
                  Ring.TRANSPORT.removeUnused(uri);
                }
              });
      while (!removing.isDone()) {
        try (Ring ring = Ring.open(directory, "?capacity=8KiB")) {
          ring.sendNow("works");
          assertThat(ring.poll()).containsExactly("works");
        }
      }
      removing.get();
    }
  }

  @Test
  void shouldRefuseAForeignDirectoryAndLeaveItAlone() throws Exception {
    Path photo = Files.createDirectories(directory.resolve("ring")).resolve("photo.jpg");
    Files.writeString(photo, "mine");
    assertRefused("", Kind.FOREIGN, "holds photo.jpg");
    assertThatThrownBy(() -> Ring.TRANSPORT.remove(Ring.uri(directory, "")))
        .satisfies(thrown -> assertKind(thrown, Kind.FOREIGN));
    assertThat(directory.resolve("ring")).isDirectoryContaining(photo::equals);
    assertThat(Files.list(directory.resolve("ring"))).hasSize(1);
  }

  @Test
  void shouldNotRemoveAForeignFileOfTheSameName() throws Exception {
    Path data = Files.createDirectories(directory.resolve("ring")).resolve("data");
    Files.writeString(data, "somebody's measurements");
    assertThatThrownBy(() -> Ring.TRANSPORT.remove(Ring.uri(directory, "")))
        .satisfies(thrown -> assertKind(thrown, Kind.FOREIGN));
    assertThat(data).hasContent("somebody's measurements");
  }

  @Test
  void shouldRefuseAFileInPlaceOfTheDirectory() throws Exception {
    Files.writeString(directory.resolve("ring"), "a file");
    assertRefused("", Kind.FOREIGN, "is a regular file, expected a directory");
  }

  @Test
  void shouldNameAMissingParent() {
    ChannelUri uri = ChannelUri.parse("shm:" + directory + "/missing/ring");
    assertThatThrownBy(() -> Ring.TRANSPORT.prepare(uri, false))
        .hasMessageContaining("there is no directory " + directory + "/missing")
        .satisfies(thrown -> assertKind(thrown, Kind.FAILED));
  }

  @Test
  void shouldRefuseAnotherCapacityWhileTheRingIsUsed() {
    try (Ring ring = Ring.open(directory, "?capacity=8KiB")) {
      assertRefused("?capacity=4KiB", Kind.IN_USE, "capacity 8KiB, asked was 4KiB");
      ring.sendNow("left over");
    }
    assertRefused("?capacity=4KiB", Kind.IN_USE, "capacity 8KiB, asked was 4KiB");
  }

  @Test
  void shouldMakeAnUnusedRingAnewInAnotherCapacity() {
    prepare("?capacity=8KiB");
    prepare("?capacity=4KiB");
    assertThat(directory.resolve("ring/data")).hasSize(512 + 4096);
  }

  @Test
  void shouldNotWaitToRepairWhileAnotherMakesTheFiles() throws Exception {
    ChannelUri uri = Ring.uri(directory, "");
    prepare("");
    Files.delete(directory.resolve("ring/data"));
    try (SideLock _ = SideLock.hold(uri, RingAddress.of(uri).prepareLock(), true)) {
      assertTimeout(Duration.ofSeconds(5), () -> assertThat(Ring.TRANSPORT.repair(uri)).isFalse());
    }
    assertThat(Ring.TRANSPORT.repair(uri)).isTrue();
  }

  @Test
  void shouldFinishWhatACrashLeftHalfMade() throws Exception {
    prepare("");
    Files.move(directory.resolve("ring/data"), directory.resolve("ring/data.new"));
    Files.write(directory.resolve("ring/cursor.new"), new byte[300]);
    try (Ring ring = Ring.open(directory, "")) {
      ring.sendNow("works");
      assertThat(ring.poll()).containsExactly("works");
    }
  }

  @Test
  void shouldSayThatTheVolumeIsFull() throws Exception {
    Path volume = Files.createDirectory(directory.resolve("volume"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "podwire-test", volume.toString()),
        "mounting a small tmpfs takes root");
    try {
      assertThatThrownBy(() -> Ring.TRANSPORT.prepare(Ring.uri(volume, "?capacity=2MiB"), false))
          .hasMessageContaining("podwire-test")
          .hasMessageContaining("2097664 bytes")
          .satisfies(thrown -> assertKind(thrown, Kind.EXHAUSTED));
      Ring.TRANSPORT.prepare(Ring.uri(volume, "?capacity=512KiB"), false);
      assertThat(volume.resolve("ring/data.new")).doesNotExist();
    } finally {
      run("umount", volume.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  private void assertRefused(String query, Kind kind, String words) {
    assertThatThrownBy(() -> prepare(query))
        .hasMessageContaining(words)
        .satisfies(thrown -> assertKind(thrown, kind));
  }
}
