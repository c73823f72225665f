package io.podwire.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.PosixQueues;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever lies where a channel has a file, no end hangs, follows or changes it, and what uses that
 * file names it.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignFilesTest {
  private static final ChannelOptions SHORT =
      ChannelOptions.DEFAULT.withTimeout(Duration.ofMillis(100));
  private static final String MQ = "podwire-test-foreign-" + ProcessHandle.current().pid();

  /** The files of each mechanism. */
  private static final Map<String, List<String>> FILES =
      Map.of(
          "shm",
          List.of(
              "data",
              "cursor",
              "data.lock",
              "cursor.lock",
              "prepare.lock",
              "data.new",
              "cursor.new"),
          "fifo",
          List.of("x", "x.sender.lock", "x.receiver.lock"),
          "uds",
          List.of("x", "x.lock"),
          "sysv",
          List.of("x", "x.sender.lock", "x.receiver.lock", "x.setup.lock", "x.new"),
          "mq",
          List.of(
              "podwire-mq-" + MQ + ".sender.lock",
              "podwire-mq-" + MQ + ".receiver.lock",
              "podwire-mq-" + MQ + ".setup.lock"));

  @TempDir private Path folder;
  private Path directory;

  static Stream<Arguments> cases() {
    return FILES.entrySet().stream()
        .flatMap(
            files ->
                files.getValue().stream()
                    .flatMap(
                        file ->
                            Stream.of(Stranger.values())
                                .filter(stranger -> isStrange(files.getKey(), file, stranger))
                                .map(stranger -> Arguments.of(files.getKey(), file, stranger))));
  }

  private static boolean isStrange(String scheme, String file, Stranger stranger) {
    boolean ofTheMechanism = file.equals("x");
    return !(scheme.equals("fifo") && ofTheMechanism && stranger == Stranger.FIFO)
        && !(scheme.equals("uds") && ofTheMechanism && stranger == Stranger.OTHER_USER);
  }

  @BeforeEach
  void makeDirectory() throws Exception {
    directory = Files.createDirectory(folder.resolve("own"));
  }

  private ChannelUri uri(String scheme) {
    return ChannelUri.parse(
        switch (scheme) {
          case "shm" -> "shm:" + directory + "?capacity=4KiB";
          case "mq" -> "mq:/" + MQ + "?messages=1&messageSize=1KiB&locks=" + directory;
          default -> scheme + ":" + directory.resolve("x");
        });
  }

  @ParameterizedTest(name = "{0}: {1} is {2}")
  @MethodSource("cases")
  void shouldRefuseAndLeaveAloneWhatPodwireDidNotMake(String scheme, String file, Stranger stranger)
      throws Exception {
    assumeTrue(
        stranger != Stranger.OTHER_USER
            || Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "giving a file to another user takes root");
    ChannelUri uri = uri(scheme);
    Transport transport = Transports.of(uri);
    useOnce(transport, uri);
    if (file.endsWith(".new")) { // looked at only where something is to be made
      transport.remove(uri);
      Files.createDirectories(directory);
    }
    Path strange = directory.resolve(file);
    stranger.replace(strange);
    Map<String, Object> before = Stranger.state(strange);
    try {
      List<@Nullable Kind> ends = new ArrayList<>();
      ends.add(refusal(() -> transport.openReceiver(uri, SHORT).close(), strange));
      ends.add(refusal(() -> transport.openSender(uri, SHORT).close(), strange));
      assertThat(ends).contains(Kind.FOREIGN).isSubsetOf(Kind.FOREIGN, Kind.TIMEOUT, null);
      assertThat(refusal(() -> transport.prepare(uri, false), strange)).isIn(Kind.FOREIGN, null);
      @Nullable Kind removal = scheme.equals("sysv") && file.endsWith(".new") ? null : Kind.FOREIGN;
      assertThat(refusal(() -> transport.remove(uri), strange)).isEqualTo(removal);
      assertThat(refusal(() -> transport.removeUnused(uri), strange)).isEqualTo(removal);
      assertThat(Stranger.state(strange)).isEqualTo(before);
    } finally {
      Files.delete(strange);
      transport.remove(uri);
    }
  }

  @Test
  void shouldNotRemoveASocketBesideWhichNoLockOfPodwireLies() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      Path socket = directory.resolve("x");
      server.bind(UnixDomainSocketAddress.of(socket));
      Transports.of(uri("uds")).remove(uri("uds"));
      assertThat(socket).exists();
    }
  }

  @Test
  void shouldNotRemoveAQueueBesideWhichNoLockOfPodwireLies() {
    CallState state = new CallState();
    int queue = PosixQueues.create(state, "/" + MQ, Descriptors.O_RDWR, 0600, 1, 64);
    assertThat(queue).as("mq_open").isNotNegative();
    try {
      Transports.of(uri("mq")).remove(uri("mq"));
      Transports.of(uri("mq")).removeUnused(uri("mq"));
    } finally {
      assertThat(PosixQueues.unlink(state, "/" + MQ)).as("mq_unlink of what was left").isZero();
      PosixQueues.close(state, queue);
    }
  }

  /** So that all files are there. */
  private static void useOnce(Transport transport, ChannelUri uri) {
    transport.prepare(uri, false);
    try (Receiver _ = transport.openReceiver(uri, SHORT);
        Sender _ = transport.openSender(uri, SHORT)) {
      // closed at once
    }
  }

  private static @Nullable Kind refusal(Runnable use, Path strange) {
    Throwable thrown = catchThrowable(use::run);
    if (thrown == null) {
      return null;
    }
    assertThat(thrown).isInstanceOf(ChannelException.class);
    Kind kind = ((ChannelException) thrown).kind();
    if (kind == Kind.FOREIGN) {
      assertThat(thrown).hasMessageContaining(strange.toString());
    }
    return kind;
  }
}
