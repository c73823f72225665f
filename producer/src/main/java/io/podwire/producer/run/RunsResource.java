package io.podwire.producer.run;

import io.podwire.quarkus.run.EndRuns;
import io.podwire.quarkus.run.EndRunsResource;
import jakarta.ws.rs.Path;

/** Runs on demand as a source. */
@Path("/api/runs")
public final class RunsResource extends EndRunsResource {
  RunsResource(EndRuns runs) {
    super(runs);
  }
}
