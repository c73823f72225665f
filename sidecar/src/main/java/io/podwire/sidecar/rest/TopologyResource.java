package io.podwire.sidecar.rest;

import io.podwire.api.Topology;
import io.podwire.sidecar.Sidecar;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Who is where. */
@Path("/api/topology")
@NonBlocking
public class TopologyResource {
  private final Sidecar sidecar;

  TopologyResource(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  /** This pod and the others it knows. */
  @GET
  public Topology topology() {
    return sidecar.topology();
  }
}
