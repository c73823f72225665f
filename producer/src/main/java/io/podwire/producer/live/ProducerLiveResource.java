package io.podwire.producer.live;

import io.podwire.quarkus.live.LiveResource;
import jakarta.ws.rs.Path;

/** The live flows as the producer sees them; while paused it sends nothing. */
@Path("/api/live")
public final class ProducerLiveResource extends LiveResource {
  ProducerLiveResource(LiveFlows flows) {
    super(flows);
  }
}
