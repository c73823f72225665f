package io.podwire.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.cli.ChannelTrace;
import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.PosixQueues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy over what the user made for it, or shares with other users. */
class KeptByUserIT {
  private static final int GROUP = 3000;

  @TempDir Path folder;
  private Path input;
  private Path output;

  @BeforeEach
  void makeFiles() throws Exception {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    input = Files.write(folder.resolve("input"), content);
    output = Files.createDirectory(folder.resolve("out")).resolve("output");
    Files.setAttribute(output.getParent(), "unix:mode", 0777);
  }

  @ParameterizedTest
  @CsvSource({"shm,true", "shm,false", "fifo,true", "fifo,false", "mq,true", "mq,false"})
  void shouldRemoveOnlyWhatPodwireMade(String scheme, boolean senderFirst) throws Exception {
    Path locks = Files.createDirectory(folder.resolve("locks"));
    String channel = CopyAddresses.of(scheme, locks);
    makeByHand(ChannelUri.parse(channel));
    copy(channel, List.of(), List.of(), senderFirst);
    assertThat(ChannelTrace.exists(ChannelUri.parse(channel))).isTrue();
    removeByHand(ChannelUri.parse(channel));
    assertThat(locks).isEmptyDirectory();
  }

  private static void makeByHand(ChannelUri uri) throws Exception {
    switch (uri.scheme()) {
      case "shm" -> Files.createDirectory(Path.of(uri.address()));
      case "fifo" -> run("mkfifo", uri.address());
      default -> {
        CallState state = new CallState();
        int queue = PosixQueues.create(state, uri.address(), Descriptors.O_RDWR, 0600, 4, 8192);
        assertThat(queue).as("mq_open").isNotNegative();
        PosixQueues.close(state, queue);
      }
    }
  }

  /** Fails if anything is left in it. */
  private static void removeByHand(ChannelUri uri) throws Exception {
    if (uri.scheme().equals("mq")) {
      assertThat(PosixQueues.unlink(new CallState(), uri.address())).isZero();
    } else {
      Files.delete(Path.of(uri.address()));
    }
  }

  @Test
  void shouldCopyOverAMountPoint() throws Exception {
    List<String> mounting = List.of("unshare", "--map-root-user", "--mount", "sh", "-c");
    Path volume = Files.createDirectory(folder.resolve("vol"));
    String mount = "mount -t tmpfs -o size=16m tmpfs " + volume;
    assumeTrue(succeeds(with(mounting, mount)), "this user may not make a mount namespace");
    String both =
        "%s && { %s & receiver=$!; %s || exit 5; wait $receiver; code=$?; ls -A %s; exit $code; }"
            .formatted(
                mount,
                PodwireProcess.line("receive", "shm:" + volume, "--output", output.toString()),
                PodwireProcess.line("send", "shm:" + volume, "--input", input.toString()),
                volume);
    try (PodwireProcess copy = PodwireProcess.startCommand(folder, with(mounting, both))) {
      assertThat(copy.exitCode()).as(copy.errText()).isEqualTo(ExitCode.FINE);
      assertThat(copy.errText()).isEmpty();
      assertThat(copy.out()).isEmptyFile(); // nothing is left in it
    }
    assertThat(Files.mismatch(input, output)).isEqualTo(-1);
  }

  @Test
  void shouldOnlyWarnOfWhatCannotBeRemovedAfterAWholeCopy() throws Exception {
    requireUsers();
    Path locks = Files.createDirectory(folder.resolve("locks"));
    Files.setAttribute(locks, "unix:mode", 01777);
    String channel = CopyAddresses.of("mq", locks);
    String prefix = "podwire-mq-" + ChannelUri.parse(channel).address().substring(1);
    for (String side : List.of("sender", "receiver", "setup")) {
      Path lock = Files.createFile(locks.resolve(prefix + "." + side + ".lock"));
      Files.setAttribute(lock, "unix:mode", 0666);
    }
    String said = copy(channel, asUser(1001), asUser(1001), false);
    assertThat(said.lines())
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line).startsWith("podwire: ").contains("lock cannot be removed"));
    assertThat(ChannelTrace.exists(ChannelUri.parse(channel))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "uds"})
  void shouldCopyBetweenUsersOfOneGroup(String scheme) throws Exception {
    requireUsers();
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setAttribute(shared, "unix:gid", GROUP);
    Files.setAttribute(shared, "unix:mode", 02777);
    String channel = CopyAddresses.of(scheme, shared);
    copy(channel, asUser(1001), asUser(1002), false);
    assertThat(shared).isEmptyDirectory();
  }

  /** Both ends succeed, with an equal copy; gives what they said. */
  private String copy(
      String channel, List<String> receiver, List<String> sender, boolean senderFirst)
      throws Exception {
    List<String> receive =
        with(receiver, PodwireProcess.command("receive", channel, "--output", output.toString()));
    List<String> send =
        with(sender, PodwireProcess.command("send", channel, "--input", input.toString()));
    try (PodwireProcess first = PodwireProcess.startCommand(folder, senderFirst ? send : receive);
        PodwireProcess second = PodwireProcess.startCommand(folder, senderFirst ? receive : send)) {
      assertThat(first.exitCode()).as(first.errText()).isEqualTo(ExitCode.FINE);
      assertThat(second.exitCode()).as(second.errText()).isEqualTo(ExitCode.FINE);
      assertThat(Files.mismatch(input, output)).isEqualTo(-1);
      return first.errText() + second.errText();
    }
  }

  private void requireUsers() throws Exception {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
            && succeeds(with(asUser(1001), "true")),
        "becoming another user takes root and setpriv");
    Files.setAttribute(folder, "unix:mode", 0755);
  }

  /** May read this build, wherever it lies, but writes as any other user does. */
  private static List<String> asUser(int user) {
    String reads = "-all,+dac_read_search";
    return List.of(
        "setpriv",
        "--reuid=" + user,
        "--regid=" + user,
        "--groups=" + GROUP,
        "--bounding-set=" + reads,
        "--inh-caps=" + reads,
        "--ambient-caps=" + reads,
        "sh",
        "-c",
        "umask 007 && exec \"$@\"",
        "sh");
  }

  private static List<String> with(List<String> prefix, String word) {
    return with(prefix, List.of(word));
  }

  private static List<String> with(List<String> prefix, List<String> command) {
    return new ArrayList<>(Stream.concat(prefix.stream(), command.stream()).toList());
  }

  private static void run(String... command) throws Exception {
    assertThat(succeeds(List.of(command))).as(String.join(" ", command)).isTrue();
  }

  private static boolean succeeds(List<String> command) throws Exception {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
