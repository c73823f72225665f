package io.podwire.cli.cluster;

import static io.podwire.cli.cluster.ReleaseObjects.RELEASE;
import static io.podwire.cli.cluster.ReleaseObjects.results;
import static io.podwire.cli.cluster.ReleaseObjects.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.CommandRun;
import io.podwire.cli.console.ExitCode;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
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

  private void keeps() {
    api.has(
        results(
            Map.of(
                "result-20261122T100000Z.json", result("the first failed"),
                "result-20261122T120000Z.json", result("the last failed"),
                "result-20261122T110000Z.json", result("the second failed"),
                "notes", "none of these")));
  }

  @Test
  void shouldShowTheLatestResult() {
    keeps();

    CommandRun run = api.podwire("report", "--format", "csv");

    assertThat(run.out()).contains("the last failed").doesNotContain("the first", "the second");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void shouldCountBackFromTheLatest() {
    keeps();

    assertThat(api.podwire("report", "2").out()).contains("the second failed");
    assertThat(api.podwire("report", "3").out()).contains("the first failed");
  }

  @Test
  void shouldListWhatThereIs() {
    keeps();

    assertThat(api.podwire("report", "--list").out().lines().skip(2))
        .satisfiesExactly(
            line -> assertThat(line).contains(" 1 ", "20261122T120000Z", "1 cells"),
            line -> assertThat(line).contains(" 2 ", "20261122T110000Z"),
            line -> assertThat(line).contains(" 3 ", "20261122T100000Z"));
  }

  @Test
  void shouldSayHowManyThereAre() {
    keeps();

    assertFailure(api.podwire("report", "4"), "no result 4", "keeps 3", "--list");
  }

  @Test
  void shouldSayThatThereIsNoneYet() {
    assertFailure(api.podwire("report"), "has no result yet", "podwire cluster run");
  }

  @Test
  void shouldRefuseAResultThatWasCutOff() {
    String whole = result("no");
    api.has(
        results(Map.of("result-20261122T100000Z.json", whole.substring(0, whole.length() / 2))));

    assertFailure(api.podwire("report"), "result-20261122T100000Z.json", "remove that key");
  }

  private static void assertFailure(CommandRun run, String... words) {
    assertThat(run.err()).contains(words).contains("; ");
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
  }

  private static String result(String reason) {
    return Report.render(SampleCells.failed(reason), Format.JSON, Style.PLAIN);
  }
}
