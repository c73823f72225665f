package io.podwire.consumer.live;

import io.podwire.quarkus.live.LiveResource;
import jakarta.ws.rs.Path;

/** The live flows as the consumer sees them; while paused it receives nothing. */
@Path("/api/live")
public final class ConsumerLiveResource extends LiveResource {
  ConsumerLiveResource(LiveFlows flows) {
    super(flows);
  }
}
