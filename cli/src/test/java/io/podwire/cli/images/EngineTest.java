package io.podwire.cli.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine, kind or minikube may answer, said by scripts in their place. */
class EngineTest {
  private static final Image IMAGE = new Image("sidecar", "1.2.3");

  @TempDir private Path folder;
  private final List<String> heard = new ArrayList<>();

  @Test
  void shouldBuildTheTargetUnderItsNameAndTag() throws Exception {
    engine("echo \"$DOCKER_BUILDKIT $*\"").build(IMAGE, Path.of("/home"), "0123abc");

    assertThat(heard)
        .singleElement()
        .asString()
        .startsWith("1 build ")
        .contains("--file=/home/docker/Dockerfile", "--target=sidecar", "VERSION=1.2.3")
        .contains("--build-arg=REVISION=0123abc")
        .endsWith("--tag=podwire/sidecar:1.2.3 /home");
  }

  @Test
  void shouldReadTheSize() throws Exception {
    assertThat(engine("echo 160123456").sizeBytes(IMAGE)).isEqualTo(160_123_456);
  }

  @Test
  void shouldSayWhatToInstallWhereThereIsNoEngine() {
    Engine engine = new Engine(new Tool(folder.resolve("none").toString(), "install it"), l -> {});

    assertFails(engine::requireRunning, "is not in PATH", "install it");
  }

  @Test
  void shouldSayThatTheEngineDoesNotAnswer() {
    Engine engine = engine("echo Cannot connect to the Docker daemon >&2; exit 1");

    assertFails(engine::requireRunning, "Cannot connect to the Docker daemon", "DOCKER_HOST");
  }

  @Test
  void shouldTellAFullDiskFromOtherFailures() {
    assertFails(
        () ->
            engine("echo write /x: no space left on device; echo ERROR: failed; exit 1")
                .build(IMAGE, folder, "0123abc"),
        "no space left to build podwire/sidecar:1.2.3",
        "prune");
    assertFails(
        () ->
            engine("echo first; echo the last line; echo; exit 1").build(IMAGE, folder, "0123abc"),
        "building podwire/sidecar:1.2.3 failed: the last line");
    assertFails(
        () ->
            engine("echo '#13 5.4 podwire: the reason'; echo exit code: 1; exit 1")
                .build(IMAGE, folder, "0123abc"),
        "building podwire/sidecar:1.2.3 failed: the reason");
  }

  @Test
  void shouldLoadAllImagesAtOnce() throws Exception {
    List<Image> images = List.of(new Image("producer", "1"), new Image("consumer", "1"));

    LocalCluster.KIND.load(tool("echo \"$@\""), images, heard::add);
    LocalCluster.MINIKUBE.load(tool("echo \"$@\""), images, heard::add);

    assertThat(heard)
        .containsExactly(
            "load docker-image podwire/producer:1 podwire/consumer:1",
            "image load podwire/producer:1 podwire/consumer:1");
  }

  @Test
  void shouldMissAClusterBeforeTheBuild() {
    assertFails(
        () -> LocalCluster.KIND.requireRunning(tool("echo 'No kind nodes found for cluster.'")),
        "there is no kind cluster",
        "start one first",
        "KIND_CLUSTER_NAME");
    assertFails(
        () -> LocalCluster.MINIKUBE.requireRunning(tool("echo 'host: Stopped'; exit 7")),
        "there is no minikube cluster (host: Stopped)",
        "MINIKUBE_PROFILE");
  }

  private Engine engine(String script) {
    return new Engine(tool(script), heard::add);
  }

  private Tool tool(String script) {
    try {
      Path file = folder.resolve("tool");
      Files.writeString(file, "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      return new Tool(file.toString(), "install it");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertFails(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FailureException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
        .message()
        .contains(words)
        .doesNotContain("\n");
  }
}
