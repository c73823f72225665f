package io.podwire.cli.cluster;

import static io.podwire.cli.sidecar.FakeSidecar.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.CommandRun;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.sidecar.FakeSidecar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sidecar that does not know, or reach, all the pods that there should be. */
class ExpectedPodsTest {
  private static final String REFUSED =
      "endpointslices.discovery.k8s.io is forbidden: User \"system:serviceaccount:lab:podwire\""
          + " cannot list resource \"endpointslices\"; give it the Role";

  private FakeSidecar sidecar;

  @BeforeEach
  void start() throws IOException {
    sidecar = new FakeSidecar(SampleCells.lost(0));
  }

  @AfterEach
  void stop() {
    sidecar.close();
  }

  private CommandRun run(String... words) {
    List<String> line =
        new ArrayList<>(List.of("cluster", "run", "--quiet", "--url", sidecar.url()));
    line.addAll(List.of(words));
    return CommandRun.of(line.toArray(String[]::new));
  }

  private void assertFails(String... words) {
    CommandRun run = run("--expect-pods", "2", "--timeout", "1ms");

    assertThat(run.err()).contains(words).contains("; ");
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(sidecar.requests()).isEmpty();
  }

  @Test
  void shouldFailWhereASidecarKnowsFewerPods() {
    assertFails("the sidecar of pod podwire-0 knows 1 of 2 pods (podwire-0)");
  }

  @Test
  void shouldSayWhoRefusesToTellThePods() {
    sidecar.knows(FakeSidecar.deaf(REFUSED));

    assertFails("pod podwire-0 cannot follow the other pods: " + REFUSED);
  }

  @Test
  void shouldNotReachAPod() {
    sidecar.knows(FakeSidecar.of(pod(0), pod(1).with(true, false)));

    assertFails("pod podwire-0 does not reach the sidecar of podwire-1; see the NetworkPolicy");
  }

  @Test
  void shouldNameAPodThatTakesNoTraffic() {
    sidecar.knows(FakeSidecar.of(pod(0), pod(1).with(false, true)));

    assertFails("pod podwire-1 takes no traffic yet");
  }

  @Test
  void shouldNameAProgramThatDoesNotAnswer() {
    sidecar.knows(FakeSidecar.of(pod(0), pod(1)));
    sidecar.silences("consumer podwire-1");

    assertFails("the sidecar of pod podwire-0 gets no answer from the consumer of podwire-1");
  }

  @Test
  void shouldWaitForAPodThatComes() {
    CompletableFuture<CommandRun> run =
        CompletableFuture.supplyAsync(() -> run("--expect-pods", "2", "--format", "json"));
    Awaitility.await().until(() -> sidecar.topologiesTold() > 1);
    assertThat(run).isNotDone();
    sidecar.knows(FakeSidecar.of(pod(0), pod(1)));

    assertThat(run.join().exitCode()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void shouldNotMeasureAnUnheardClusterEvenIfNoNumberIsExpected() throws Exception {
    sidecar.knows(FakeSidecar.deaf(REFUSED));
    CommandRun run = run("--timeout", "1ms");

    assertThat(run.err()).contains(REFUSED);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void shouldRefuseANumberThatIsNone() {
    assertThat(run("--expect-pods", "0").exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(CommandRun.of("cluster", "run", "--expect-pods", "3").err())
        .contains("--expect-pods is for --url");
  }
}
