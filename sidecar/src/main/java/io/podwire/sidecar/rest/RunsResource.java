package io.podwire.sidecar.rest;

import io.podwire.api.ComparisonSpec;
import io.podwire.api.ComparisonState;
import io.podwire.quarkus.ProblemException;
import io.podwire.sidecar.Sidecar;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Comparisons on demand. */
@Path("/api/runs")
@NonBlocking
public class RunsResource {
  private final Sidecar sidecar;

  RunsResource(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  /** Starts a comparison; answers as soon as it has claimed all pods. */
  @POST
  @Blocking
  public Response start(@Nullable ComparisonSpec spec) {
    if (spec == null) {
      throw ProblemException.badRequest(
          "the body is empty; send a ComparisonSpec, {} for defaults");
    }
    try {
      return Response.accepted(sidecar.comparisons().start(spec)).build();
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** The comparisons that are remembered, the oldest first, without their results. */
  @GET
  public List<ComparisonState> all() {
    return sidecar.comparisons().all();
  }

  /** How far a comparison is; its result once it is done. */
  @GET
  @Path("{id}")
  public ComparisonState state(@PathParam("id") String id) {
    return sidecar.comparisons().state(id).orElseThrow(() -> unknown(id));
  }

  /** Cancels a comparison. */
  @DELETE
  @Path("{id}")
  public void cancel(@PathParam("id") String id) {
    if (!sidecar.comparisons().cancel(id)) {
      throw unknown(id);
    }
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound(
        String.format(
            Locale.ROOT, "comparison %s is unknown; only the last few are remembered", id));
  }
}
