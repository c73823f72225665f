package io.podwire.web.run;

import io.podwire.lab.api.RunState;
import io.podwire.lab.workload.EndSpec;
import io.podwire.web.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Runs over HTTP; a program gives it a path by extending it. */
@NonBlocking
public abstract class EndRunsResource {
  private final EndRuns runs;

  /** Serves these runs. */
  protected EndRunsResource(EndRuns runs) {
    this.runs = runs;
  }

  /** Starts one end of a run; answers at once. */
  @POST
  public Response start(@Nullable EndSpec spec) {
    if (spec == null) {
      throw ProblemException.badRequest("the body is empty; send an EndSpec as JSON");
    }
    return Response.accepted(runs.start(spec)).build();
  }

  /** How far the run is; its report once it is done. */
  @GET
  @Path("{id}")
  public RunState state(@PathParam("id") String id) {
    return runs.state(id);
  }

  /** Cancels the run. */
  @DELETE
  @Path("{id}")
  public void cancel(@PathParam("id") String id) {
    runs.cancel(id);
  }
}
