package io.podwire.cli.exhibit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.podwire.cli.CommandRun;
import io.podwire.cli.console.ExitCode;
import io.podwire.exhibits.Exhibit;
import io.podwire.lab.Json;
import io.podwire.result.ExhibitResult;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExhibitCommandTest {
  @TempDir Path folder;

  @Test
  void shouldListTheDesignsEighteenInItsOrder() {
    CommandRun run = CommandRun.of("exhibit", "--list");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.out().lines().map(line -> line.split(" ")[0]))
        .containsExactly(
            "isolation",
            "shared-memory-needs-no-kernel",
            "shared-memory-needs-synchronisation",
            "when-to-read",
            "message-passing-needs-no-locks",
            "kernel-costs",
            "pipe-is-one-way",
            "pipe-has-a-capacity",
            "pipe-blocks",
            "pipe-needs-kinship",
            "fifo-is-half-duplex",
            "queue-numbers-messages",
            "queue-competes",
            "queue-buffers",
            "queue-does-not-confirm",
            "socket-is-location-independent",
            "local-only",
            "boundary-price");
  }

  @Test
  void shouldReportWhatIsShownAsTheSchemaSays() throws Exception {
    CommandRun run = CommandRun.of("exhibit", "pipe-is-one-way", "--format", "json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(statuses(run)).containsExactly("shown");
  }

  @Test
  void shouldKeepAFailedExhibitInTheReportAndEndWithOne() throws Exception {
    CommandRun run =
        withExhibits("exhibit", "broken", "impossible", "pipe-is-one-way", "--format", "json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(statuses(run)).containsExactly("failed", "skipped", "shown");
    assertThat(run.out()).contains("1 of 2 steps was taken", "the second process is gone");
    assertThat(run.err()).contains("broken could not be carried out: the second process is gone");
  }

  @Test
  void shouldCountWhatIsSkippedAndWhatFailed() throws Exception {
    CommandRun table = withExhibits("exhibit", "impossible", "broken", "impossible");

    assertThat(table.out())
        .contains("[skipped] impossible", "it takes a second machine; bring one")
        .contains("[failed] broken")
        .endsWith("0 shown, 0 contradicted, 2 skipped, 1 failed\n");
  }

  @Test
  void shouldEndWellIfExhibitsAreOnlySkipped() throws Exception {
    CommandRun run = withExhibits("exhibit", "impossible", "--format", "markdown");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.out()).contains("**skipped**: it takes a second machine").contains("1 skipped");
  }

  /** The command, where the class path offers two exhibits more. */
  private CommandRun withExhibits(String... words) throws Exception {
    Path services = folder.resolve("META-INF/services/" + Exhibit.class.getName());
    Files.createDirectories(services.getParent());
    Files.writeString(
        services, BrokenExhibit.class.getName() + "\n" + ImpossibleExhibit.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    try (URLClassLoader more = new URLClassLoader(new URL[] {folder.toUri().toURL()}, usual)) {
      thread.setContextClassLoader(more);
      return CommandRun.of(words);
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private static List<String> statuses(CommandRun run) throws Exception {
    JsonNode report = Json.mapper().readTree(run.out());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                    ExhibitResult.class.getResourceAsStream("podwire.exhibits-1.schema.json"))
                .validate(report))
        .isEmpty();
    return report.path("exhibits").findValuesAsText("status");
  }
}
