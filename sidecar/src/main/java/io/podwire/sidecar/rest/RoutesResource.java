package io.podwire.sidecar.rest;

import io.podwire.api.RouteReport;
import io.podwire.api.RouteSpec;
import io.podwire.api.Topology;
import io.podwire.quarkus.ProblemException;
import io.podwire.quarkus.run.AllowedAddresses;
import io.podwire.quarkus.run.RunLimits;
import io.podwire.sidecar.Sidecar;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Routes through the relay. */
@Path("/api/routes")
public class RoutesResource {
  private final Sidecar sidecar;
  private final AllowedAddresses allowed;

  RoutesResource(Sidecar sidecar, AllowedAddresses allowed) {
    this.sidecar = sidecar;
    this.allowed = allowed;
  }

  /** Sets a route up; answers at once. */
  @POST
  public Response add(@Nullable RouteSpec spec) {
    if (spec == null) {
      throw ProblemException.badRequest("the body is empty; send a RouteSpec as JSON");
    }
    RunLimits.requireTimeout(spec.timeout());
    allowed.requireLocal(spec.channel());
    if (spec.peer() != null) {
      allowed.requireRelay(spec.peer(), this::pods);
    }
    try {
      return Response.accepted(sidecar.relay().add(spec)).build();
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** The routes of runs, in the order of their ids. */
  @GET
  public List<RouteReport> all() {
    return sidecar.relay().reports();
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

  private List<Topology.Pod> pods() {
    return sidecar.topology().pods();
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound(String.format(Locale.ROOT, "route %s is unknown here", id));
  }
}
