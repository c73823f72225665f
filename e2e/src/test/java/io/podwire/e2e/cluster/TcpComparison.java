package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.api.ComparisonSpec;
import io.podwire.api.ComparisonState;
import io.podwire.lab.Json;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunStatus;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** A release's round trips over TCP from one node to another. For one thread. */
final class TcpComparison {
  /** The way of a message that goes from the producer to the consumer itself. */
  static final String DIRECT = "tcp";

  private static final Set<String> BETWEEN_NODES = Set.of("node", "zone");
  private static final int PORT = 8080;

  private final Installation release;
  private final String pod;
  private final ComparisonSpec spec;

  /**
   * Prepares it.
   *
   * @param pod whose sidecar is asked for it
   * @param duration of each cell
   */
  TcpComparison(Installation release, String pod, Duration duration) {
    this.release = release;
    this.pod = pod;
    this.spec =
        new ComparisonSpec(duration, null, null, List.of(Pattern.ROUND_TRIP), List.of("tcp"));
  }

  /** Runs it; the median of each way between nodes in ns, relayed ways by their local leg. */
  Map<String, Long> p50Nanos() {
    Result result = Objects.requireNonNull(ended(start()).result());
    Map<String, Long> medians = new TreeMap<>();
    for (Cell cell : result.cells()) {
      if (BETWEEN_NODES.contains(cell.boundary())) {
        assertThat(cell.isClean()).as("%s: %s", cell.path(), cell.reason()).isTrue();
        medians.put(cell.path().get(1), Objects.requireNonNull(cell.latency()).p50Nanos());
      }
    }
    assertThat(medians).containsKey(DIRECT);
    return medians;
  }

  private String start() {
    try {
      return state(release.post(pod, PORT, "/api/runs", Json.mapper().writeValueAsString(spec)))
          .id();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ComparisonState ended(String id) {
    ComparisonState ended =
        await("the comparison has ended")
            .atMost(Duration.ofMinutes(3)) // a call takes two delays, a run dozens of calls
            .pollInterval(Duration.ofMillis(500))
            .ignoreExceptionsMatching(e -> e.getCause() instanceof HttpTimeoutException) // again
            .until(
                () -> state(release.get(pod, PORT, "/api/runs/" + id)),
                state -> state.status() != RunStatus.RUNNING);
    assertThat(ended.status()).as(ended.error()).isEqualTo(RunStatus.DONE);
    return ended;
  }

  private static ComparisonState state(String json) {
    try {
      return Json.mapper().readValue(json, ComparisonState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no state of a comparison: " + json, e);
    }
  }
}
