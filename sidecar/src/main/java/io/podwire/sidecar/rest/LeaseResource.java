package io.podwire.sidecar.rest;

import io.podwire.api.Lease;
import io.podwire.quarkus.ProblemException;
import io.podwire.sidecar.Sidecar;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

/** A comparison's claim on this pod. */
@Path("/api/lease")
@NonBlocking
public class LeaseResource {
  private final Sidecar sidecar;

  LeaseResource(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  /** Claims the pod, or renews the claim; 409 while another comparison has it. */
  @PUT
  public Lease claim(@Nullable Lease wanted) {
    if (wanted == null) {
      throw ProblemException.badRequest("the body is empty; send a Lease as JSON");
    }
    sidecar.lease().claim(wanted);
    return wanted;
  }

  /** Gives the pod back; nothing to do if the comparison has it no more. */
  @DELETE
  @Path("{comparison}")
  public void release(@PathParam("comparison") String comparison) {
    sidecar.lease().release(comparison);
  }
}
