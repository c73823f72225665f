package io.podwire.quarkus.run;

import io.podwire.api.RunEntry;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunState;
import io.podwire.lab.workload.RunStatus;
import io.podwire.quarkus.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
  @Blocking
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

  /** The same once the run's channel is open or the run is over; within two seconds in any case. */
  @GET
  @Path("{id}/ready")
  public CompletionStage<RunState> ready(@PathParam("id") String id) {
    return runs.whenReady(id);
  }

  /** The same once the run is over; within two seconds in any case. */
  @GET
  @Path("{id}/over")
  public CompletionStage<RunState> over(@PathParam("id") String id) {
    return runs.whenOver(id);
  }

  /** The runs that are remembered, the oldest first. */
  @GET
  public List<RunEntry> all() {
    return runs.all();
  }

  /** Cancels the run: 204 once it is over, 202 if it is still ending after two seconds. */
  @DELETE
  @Path("{id}")
  public CompletionStage<Response> cancel(@PathParam("id") String id) {
    return runs.cancel(id)
        .thenApply(
            state ->
                state.status() == RunStatus.RUNNING
                    ? Response.accepted(state).build()
                    : Response.noContent().build());
  }
}
