package io.podwire.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.podwire.cli.CommandRun;
import io.podwire.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to the API server: what is wrong with it is one line with the way out. */
class ConnectionDiagnosisTest {
  private static final String WORKLOAD = "/apis/apps/v1/namespaces/team/statefulsets/podwire";

  @TempDir Path folder;
  private FakeApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApiServer(folder);
    api.isVersion("v1.36.3");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldSayThatThereIsNoKubeconfig() {
    Path missing = folder.resolve("none");
    api.useKubeconfigFile(missing);

    assertFailure(api.podwire("run"), "there is no kubeconfig", missing.toString(), "KUBECONFIG");
  }

  @Test
  void shouldSayThatAKubeconfigIsEmpty() throws IOException {
    api.useKubeconfig("\n");

    assertFailure(api.podwire("run"), "is empty", "KUBECONFIG");
  }

  @Test
  void shouldSayThatAKubeconfigIsMalformed() throws IOException {
    Path file = api.useKubeconfig("contexts: [");

    assertFailure(api.podwire("run"), file.toString(), "cannot be understood");
  }

  @Test
  void shouldListTheContextsWhereOneIsUnknown() {
    assertFailure(
        api.podwire("run", "--context", "elsewhere"), "no context 'elsewhere'", "here, there");
  }

  @Test
  void shouldAskForAContextWhereNoneIsCurrent() throws IOException {
    api.useKubeconfig(FakeApiServer.kubeconfig(api.url()).replace("current-context: here", ""));

    assertFailure(api.podwire("run"), "no current context", "--context", "here, there");
  }

  @Test
  void shouldSayThatTheApiServerDoesNotAnswer() throws IOException {
    api.useKubeconfig(FakeApiServer.kubeconfig("http://127.0.0.1:" + freePort()));

    assertFailure(
        api.podwire("run"), "the API server http://127.0.0.1:", "does not answer", "here");
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }

  @Test
  void shouldSayThatTheCredentialsAreRefused() {
    api.refuses(WORKLOAD, 401);

    assertFailure(api.podwire("run"), "credentials of context here", "401", "log in again");
  }

  @Test
  void shouldNameWhatIsForbidden() {
    api.refuses(WORKLOAD, 403);

    assertFailure(
        api.podwire("run"), "context here may not get statefulsets in namespace team", "Role");
  }

  @Test
  void shouldSayThatTheClusterIsTooOld() {
    api.isVersion("v1.32.5+k3s1");

    assertFailure(api.podwire("run"), "Kubernetes v1.32.5+k3s1", "1.33 or newer", "upgrade");
  }

  @Test
  void shouldSayWhereItLookedAndHowToInstallAReleaseThere() {
    api.has(new NamespaceBuilder().withNewMetadata().withName("other").endMetadata().build());

    assertFailure(
        api.podwire("run", "--context", "there", "-n", "other"),
        "release podwire is not installed in namespace other of context there (" + api.url(),
        "--context or --namespace",
        "helm install podwire helm/podwire -n other --create-namespace --kube-context there");
  }

  @Test
  void shouldSayThatTheNamespaceIsMissing() {
    assertFailure(
        api.podwire("run", "-n", "other"),
        "release podwire is not installed in the missing namespace other of context here",
        "-n other --create-namespace --kube-context here");
  }

  @Test
  void shouldSayWhereItLookedWhereANamespaceMayNotBeAskedFor() {
    api.refuses("/api/v1/namespaces/other", 403);

    assertFailure(
        api.podwire("run", "-n", "other"), "is not installed in namespace other of context here");
  }

  @Test
  void shouldNameWhatForbidsAPortForward() {
    api.has(
        ReleaseObjects.workload(ReleaseObjects.RELEASE, 1), ReleaseObjects.readyPod("podwire-0"));
    api.refusesForward("podwire-0");

    assertFailure(
        api.podwire("run", "--quiet"),
        "context here may not create pods/portforward in namespace team (403)",
        "Role");
  }

  @Test
  void shouldNameTheReleasesThatAreThere() {
    api.has(ReleaseObjects.workload(new Release("blue", "team"), 3));

    assertFailure(api.podwire("run"), "podwire is not installed", "take --release blue");
    assertFailure(api.podwire("watch"), "podwire is not installed", "take --release blue");
    assertFailure(api.podwire("report"), "podwire is not installed", "take --release blue");
  }

  @Test
  void shouldSayThatASidecarIsNotThere() throws IOException {
    assertFailure(
        api.podwire("run", "--url", "http://127.0.0.1:" + freePort(), "--timeout", "1ms"),
        "is not ready after",
        "check the address");
  }

  private static void assertFailure(CommandRun run, String... words) {
    assertThat(run.err()).contains(words).contains("; ");
    assertThat(run.errLines()).hasSize(1).first().asString().startsWith("podwire: ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
  }
}
