package io.podwire.quarkus.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.api.PodChannels;
import io.podwire.api.Topology.Pod;
import io.podwire.quarkus.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
  private static final KnownPods KNOWN = () -> List.of(pod("10.0.0.1"), pod("[fd00::2]"));

  @TempDir Path memory;
  @TempDir Path files;
  private PodChannels channels = new PodChannels(Path.of("/"), "t");
  private AllowedAddresses allowed = new AllowedAddresses(channels, "10.0.0.1");

  private static Pod pod(String host) {
    return new Pod(
        host,
        "",
        "http://" + host + ":8080",
        "http://" + host + ":8081",
        "http://" + host + ":8082",
        host + ":7400",
        "",
        "",
        "",
        "",
        "",
        "",
        true,
        true);
  }

  @BeforeEach
  void begin() {
    channels = new PodChannels(memory, files, "p-0");
    allowed = new AllowedAddresses(channels, "10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds"})
  void shouldAllowARunsChannelsAndNoneOfAnotherName(String scheme) {
    String run = channels.uri(scheme, "run-podwire-0-17").toString();
    assertThatCode(() -> allowed.requireLocal(run)).doesNotThrowAnyException();
    assertThatCode(() -> allowed.requireSink(run)).doesNotThrowAnyException();
    assertThatCode(() -> allowed.requireSource(run, KNOWN)).doesNotThrowAnyException();
    for (String name :
        List.of(
            "live",
            "relay-in",
            "relay-out",
            "",
            "run-",
            "run-a/../live",
            "run-/x",
            "../run-a",
            "run-a.back",
            "sub/run-a",
            "run-a%00")) {
      refusedLocal(channels.uri(scheme, name).toString());
    }
  }

  @Test
  void shouldLetAQueuesMessagesBeAsLongAsTheRunNeedsAndNothingElse() {
    String run = channels.uri("mq", "run-a").toString();
    String longer = run.replace("messageSize=1KiB", "messageSize=8000");
    assertThatCode(() -> allowed.requireLocal(longer)).doesNotThrowAnyException();
    refusedLocal(run.replace("messages=10", "messages=65536"));
    refusedLocal(run.replace("locks=" + memory, "locks=/etc"));
    refusedLocal(run + "&priority=3");
    refusedLocal(run.replace("podwire-p-0-", "podwire-p-1-"));
    refusedLocal(run.replace("messageSize=1KiB&", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds"})
  void shouldAllowTheRunsOfAPodThatIsNamedLikeARun(String scheme) throws Exception {
    Path folder = Files.createDirectory(memory.resolve("run-here"));
    channels = new PodChannels(folder, folder, "dryrun-1-podwire-0");
    allowed = new AllowedAddresses(channels, "10.0.0.1");
    String run = channels.uri(scheme, "run-a-17").toString();
    assertThatCode(() -> allowed.requireLocal(run)).doesNotThrowAnyException();
    refusedLocal(channels.uri(scheme, "live").toString());
    refusedLocal(channels.uri(scheme, "").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?capacity=1GiB", "?capacity=4MiB", ".back", "/data", "?x=1", "/../live.ring"})
  void shouldRefuseWhatIsAddedToAnAddress(String added) {
    refusedLocal(channels.uri("shm", "run-a") + added);
  }

  @Test
  void shouldRefuseASymbolicLink() throws Exception {
    Path target = Files.createDirectory(memory.resolve("elsewhere"));
    Files.createSymbolicLink(memory.resolve("run-a.ring"), target);
    refusedLocal(channels.uri("shm", "run-a").toString());
    Files.createSymbolicLink(files.resolve("run-a.key"), files.resolve("absent"));
    refusedLocal(channels.uri("sysv", "run-a").toString());
  }

  @Test
  void shouldBindOnlyPortsOfRunsAtTheOwnHost() {
    assertThatCode(() -> allowed.requireSink("tcp://10.0.0.1:17400")).doesNotThrowAnyException();
    for (String channel :
        List.of(
            "tcp://10.0.0.1:17399",
            "tcp://10.0.0.1:19400",
            "tcp://10.0.0.2:17400",
            "tcp://0.0.0.0:17400",
            "tcp://10.0.0.1:99999",
            "tcp://10.0.0.1:17400?buffer=1GiB",
            "pipe:")) {
      assertThatThrownBy(() -> allowed.requireSink(channel))
          .as(channel)
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void shouldConnectOnlyToKnownPods() {
    for (String channel :
        List.of("pipe:", "tcp://10.0.0.1:17400", "tcp://[fd00::2]:19399", "http://10.0.0.1:8082")) {
      assertThatCode(() -> allowed.requireSource(channel, KNOWN)).doesNotThrowAnyException();
    }
    for (String channel :
        List.of(
            "tcp://10.0.0.3:17400",
            "tcp://10.0.0.1:8080",
            "tcp://localhost:17400",
            "tcp://10.0.0.1@evil:17400",
            "http://10.0.0.1:8081",
            "http://10.0.0.1:8082/x",
            "http://10.0.0.9:8082",
            "pipe:?capacity=1MiB")) {
      assertThatThrownBy(() -> allowed.requireSource(channel, KNOWN))
          .as(channel)
          .isInstanceOf(ProblemException.class)
          .message()
          .hasLineCount(1);
    }
    assertThatCode(() -> allowed.requireRelay("10.0.0.1:7400", KNOWN)).doesNotThrowAnyException();
    assertThatThrownBy(() -> allowed.requireRelay("10.0.0.1:22", KNOWN))
        .isInstanceOf(ProblemException.class);
  }

  private void refusedLocal(String channel) {
    assertThatThrownBy(() -> allowed.requireLocal(channel))
        .as(channel)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("not allowed over HTTP");
  }
}
