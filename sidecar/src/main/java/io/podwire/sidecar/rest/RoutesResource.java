package io.podwire.sidecar.rest;

import io.podwire.lab.api.RouteReport;
import io.podwire.lab.api.RouteSpec;
import io.podwire.sidecar.Sidecar;
import io.podwire.web.ProblemException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Routes through the relay. */
@Path("/api/routes")
public class RoutesResource {
  private final Sidecar sidecar;

  RoutesResource(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  /** Sets a route up; answers at once. */
  @POST
  public Response add(@Nullable RouteSpec spec) {
    if (spec == null) {
      throw ProblemException.badRequest("the body is empty; send a RouteSpec as JSON");
    }
    try {
      return Response.accepted(sidecar.relay().add(spec)).build();
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** What a route did so far. */
  @GET
  @Path("{id}")
  public RouteReport report(@PathParam("id") String id) {
    return sidecar.relay().report(id).orElseThrow(() -> unknown(id));
  }

  /** Ends a run's route; answers what it did. */
  @DELETE
  @Path("{id}")
  public RouteReport remove(@PathParam("id") String id) {
    return sidecar.relay().remove(id).orElseThrow(() -> unknown(id));
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("route %s is unknown here".formatted(id));
  }
}
