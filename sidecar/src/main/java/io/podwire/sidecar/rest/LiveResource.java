package io.podwire.sidecar.rest;

import io.podwire.api.LiveEvent;
import io.podwire.quarkus.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The live flow as server-sent events. */
@Path("/api/live")
public class LiveResource {
  private static final int MAX_LISTENERS = 64;

  private final LiveView view;
  private final AtomicInteger listeners = new AtomicInteger();

  LiveResource(LiveView view) {
    this.view = view;
  }

  /** One event a second while somebody listens; 503 beyond {@value #MAX_LISTENERS} listeners. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  public Multi<LiveEvent> live() {
    if (listeners.get() >= MAX_LISTENERS) {
      throw ProblemException.unavailable(
          String.format(
              Locale.ROOT, "%d listen already; ask /api/live/now, or again later", MAX_LISTENERS));
    }
    return Multi.createFrom()
        .ticks()
        .every(Duration.ofSeconds(1))
        .onOverflow()
        .drop()
        .emitOn(Infrastructure.getDefaultExecutor())
        .map(tick -> view.look())
        .onSubscription() // who goes before it never ends
        .invoke(listeners::incrementAndGet)
        .onTermination()
        .invoke(listeners::decrementAndGet);
  }

  /** The latest of these events, for who asks once. */
  @GET
  @Path("now")
  @Produces(MediaType.APPLICATION_JSON)
  public LiveEvent now() {
    return view.look();
  }
}
