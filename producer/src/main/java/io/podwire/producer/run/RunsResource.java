package io.podwire.producer.run;

import io.podwire.web.run.EndRuns;
import io.podwire.web.run.EndRunsResource;
import jakarta.ws.rs.Path;

/** Runs on demand as a source. */
@Path("/api/runs")
public final class RunsResource extends EndRunsResource {
  RunsResource(EndRuns runs) {
    super(runs);
  }
}
