package io.podwire.sidecar.rest;

import io.podwire.quarkus.ProblemException;
import io.podwire.result.text.ResultDocument;
import io.podwire.sidecar.Sidecar;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The latest result. */
@Path("/api/cells")
public class CellsResource {
  private final Sidecar sidecar;

  CellsResource(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  /** The result of the latest comparison that ended, whichever sidecar coordinated it. */
  @GET
  public ResultDocument latest() {
    return sidecar
        .comparisons()
        .latestResult()
        .map(ResultDocument::of)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "there is no result yet; start a comparison by POST /api/runs"));
  }
}
