package io.podwire.cli.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.api.ComparisonSpec;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.lab.environment.EnvironmentProbe;
import io.podwire.result.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final ComparisonSpec SPEC = new ComparisonSpec(null, null, null, null, null);

  private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
  private final Console console = new Console(nowhere, nowhere, true, false);

  /** Breaks once the comparison has begun; opened anew it leads to another address. */
  private static final class BreakingWay implements SidecarWay {
    private final FakeSidecar before;
    private final String after;
    private final AtomicBoolean reopened = new AtomicBoolean();

    BreakingWay(FakeSidecar before, String after) {
      this.before = before;
      this.after = after;
    }

    @Override
    public String url() {
      if (before.requests().contains("POST /api/runs")) {
        before.close();
      }
      return reopened.get() ? after : before.url();
    }

    @Override
    public boolean reopen() {
      reopened.set(true);
      return true;
    }

    @Override
    public FailureException explained(FailureException silence) {
      return FailureException.failed("the way broke");
    }
  }

  @Test
  void shouldGoOnAfterTheWayBroke() throws Exception {
    Result result =
        new Result(
            Result.SCHEMA,
            Instant.parse("2026-11-22T10:00:00Z"),
            EnvironmentProbe.probe(List.of(), Map.of()),
            List.of());
    try (FakeSidecar before = new FakeSidecar(null);
        FakeSidecar after = new FakeSidecar(result);
        SidecarClient client = new SidecarClient("look there");
        Comparison comparison = new Comparison(client, new BreakingWay(before, after.url()))) {
      assertThat(comparison.run(SPEC, console).startedAt()).isEqualTo(result.startedAt());
      assertThat(after.requests()).containsExactly("GET /api/runs/run-1");
    }
  }

  @Test
  void shouldSayWhyWhereTheWayStaysBroken() throws IOException, InterruptedException {
    try (FakeSidecar before = new FakeSidecar(null);
        SidecarClient client = new SidecarClient("look there");
        Comparison comparison = new Comparison(client, new BreakingWay(before, before.url()))) {
      assertThatThrownBy(() -> comparison.run(SPEC, console)).hasMessage("the way broke");
    }
  }
}
