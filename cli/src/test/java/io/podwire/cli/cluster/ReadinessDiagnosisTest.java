package io.podwire.cli.cluster;

import static io.podwire.cli.cluster.ReleaseObjects.RELEASE;
import static io.podwire.cli.cluster.ReleaseObjects.event;
import static io.podwire.cli.cluster.ReleaseObjects.pod;
import static io.podwire.cli.cluster.ReleaseObjects.sidecar;
import static io.podwire.cli.cluster.ReleaseObjects.waiting;
import static io.podwire.cli.cluster.ReleaseObjects.withSidecar;
import static io.podwire.cli.cluster.ReleaseObjects.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.podwire.cli.CommandRun;
import io.podwire.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A release that does not get ready: why is one line with the way out. */
class ReadinessDiagnosisTest {
  @TempDir Path folder;
  private FakeApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApiServer(folder);
    api.isVersion("v1.36.3");
    api.has(workload(RELEASE, 1));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ErrImageNeverPull", "ImagePullBackOff", "ErrImagePull"})
  void shouldNameAnImageThatIsMissing(String reason) {
    api.has(withSidecar(pod("podwire-0"), waiting(reason)).build());

    assertFailure(
        "image podwire/sidecar:9.9.9 of pod podwire-0", "node n1", "podwire images --load");
  }

  @Test
  void shouldSayThatAnImageIsStillPulled() {
    api.has(withSidecar(pod("podwire-0"), waiting("PodInitializing")).build());
    api.reports(
        "Pod",
        "podwire-0",
        event("Scheduled", "assigned", "2026-01-01T00:00:01Z"),
        event("Pulling", "Pulling image \"podwire/sidecar:9.9.9\"", "2026-01-01T00:00:02Z"));

    assertFailure(
        "node n1 still pulls for pod podwire-0", "sidecar:9.9.9", "podwire images --load");
  }

  @Test
  void shouldNotWaitForAnImageNameThatIsInvalid() {
    api.has(withSidecar(pod("podwire-0"), waiting("InvalidImageName")).build());

    CommandRun run = api.podwire("run", "--timeout", "1h");

    assertThat(run.err()).contains("image.registry and image.tag");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void shouldSayThatAQuotaForbidsAPod() {
    api.reports(
        "StatefulSet",
        "podwire",
        event(
            "FailedCreate",
            "create Pod podwire-0 failed error: exceeded quota: q",
            "2026-01-01T00:00:02Z"));

    assertFailure("a quota forbids a pod of podwire (exceeded quota: q)", "raise the quota");
  }

  @Test
  void shouldSayThatPodSecurityForbidsAPod() {
    api.reports(
        "StatefulSet",
        "podwire",
        event(
            "FailedCreate",
            "failed error: violates PodSecurity \"restricted\"",
            "2026-01-01T00:00:02Z"));

    assertFailure("Pod Security forbids", "restricted", "pod-security.kubernetes.io/enforce");
  }

  @Test
  void shouldForgetARefusalAfterAPodWasMade() {
    api.reports(
        "StatefulSet",
        "podwire",
        event("FailedCreate", "error: exceeded quota: q", "2026-01-01T00:00:02Z"),
        event("SuccessfulCreate", "create Pod podwire-0 successful", "2026-01-01T00:00:03Z"));

    assertFailure("podwire has 0 of 1 pods", "kubectl describe statefulset");
  }

  @Test
  void shouldSayWhyNoNodeTakesAPod() {
    api.has(
        pod("podwire-0")
            .editStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("0/2 nodes are available: 2 Insufficient cpu.")
            .endCondition()
            .endStatus()
            .build());

    assertFailure(
        "no node takes pod podwire-0 (0/2 nodes", "Insufficient cpu", "resource requests");
  }

  @Test
  void shouldSayHowAContainerEndedLast() {
    api.has(
        withSidecar(
                pod("podwire-0"),
                sidecar()
                    .withRestartCount(5)
                    .withNewState()
                    .withNewWaiting()
                    .withReason("CrashLoopBackOff")
                    .endWaiting()
                    .endState()
                    .withNewLastState()
                    .withNewTerminated()
                    .withReason("OOMKilled")
                    .withExitCode(137)
                    .endTerminated()
                    .endLastState()
                    .build())
            .build());

    assertFailure(
        "container sidecar of pod podwire-0 ended 5 times, last OOMKilled",
        "kubectl logs -n team podwire-0 -c sidecar --previous");
  }

  @Test
  void shouldGoOnWaitingForAContainerThatStartsAfterManyReboots() {
    ContainerStatusBuilder rebooted =
        sidecar()
            .withRestartCount(5)
            .withNewLastState()
            .withNewTerminated()
            .withReason("Unknown")
            .withExitCode(255)
            .endTerminated()
            .endLastState();
    Pod pod = pod("podwire-0").build();
    ContainerStatus starting =
        rebooted.withNewState().withNewRunning().endRunning().endState().build();
    ContainerStatus crashing =
        rebooted
            .withNewState()
            .withNewWaiting()
            .withReason("CrashLoopBackOff")
            .endWaiting()
            .endState()
            .build();

    assertThat(CrashProblem.of(pod, starting)).get().matches(problem -> !problem.lasting());
    assertThat(CrashProblem.of(pod, crashing)).get().matches(Problem::lasting);
  }

  @Test
  void shouldSayThatTheSidecarHasNotStarted() {
    api.has(
        withSidecar(
                pod("podwire-0"),
                sidecar().withNewState().withNewRunning().endRunning().endState().build())
            .build());

    assertFailure("the sidecar of pod podwire-0 runs but its startup probe", "kubectl logs");
  }

  @Test
  void shouldSayThatTheClusterHasNoNativeSidecars() {
    api.has(
        pod("podwire-0")
            .editSpec()
            .editFirstInitContainer()
            .withRestartPolicy(null)
            .endInitContainer()
            .endSpec()
            .build());

    assertFailure("no native sidecars", "SidecarContainers");
  }

  @Test
  void shouldSayThatThereIsNoReplicaWithTheCommandOfWhoManagesIt() {
    api.has(workload(new Release("applied", "team"), 0));
    api.has(
        new StatefulSetBuilder(workload(new Release("installed", "team"), 0))
            .editMetadata()
            .addToLabels("app.kubernetes.io/managed-by", "Helm")
            .endMetadata()
            .build());

    assertThat(api.podwire("run", "--release", "applied").err())
        .contains("has 0 replicas; kubectl scale statefulset -n team applied-podwire --replicas 3");
    assertThat(api.podwire("run", "--release", "installed").err())
        .contains("has 0 replicas; helm upgrade installed helm/podwire -n team ")
        .contains("--set replicas=3");
  }

  @Test
  void shouldSayWhatItWaitsFor() {
    api.has(withSidecar(pod("podwire-0"), waiting("PodInitializing")).build());

    CommandRun run = api.podwire("run", "--timeout", "1ms");

    assertThat(run.err()).contains("pod podwire-0 is pending, PodInitializing", "longer --timeout");
  }

  private void assertFailure(String... words) {
    CommandRun run = api.podwire("run", "--timeout", "1ms", "--quiet");

    assertThat(run.err()).contains(words).contains("; ");
    assertThat(run.errLines()).hasSize(1).first().asString().startsWith("podwire: ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
  }
}
