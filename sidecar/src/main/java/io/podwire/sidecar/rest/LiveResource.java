package io.podwire.sidecar.rest;

import io.podwire.lab.api.LiveEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The live flow as server-sent events. */
@Path("/api/live")
public class LiveResource {
  private final LiveView view;

  LiveResource(LiveView view) {
    this.view = view;
  }

  /** One event a second while somebody listens. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  public Multi<LiveEvent> live() {
    return Multi.createFrom()
        .ticks()
        .every(Duration.ofSeconds(1))
        .onOverflow()
        .drop()
        .emitOn(Infrastructure.getDefaultExecutor())
        .map(tick -> view.look());
  }

  /** The latest of these events, for who asks once. */
  @GET
  @Path("now")
  @Produces(MediaType.APPLICATION_JSON)
  public LiveEvent now() {
    return view.look();
  }
}
