package io.podwire.quarkus.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Hands the bodies that {@link BodyGate} has read to the resources. Stateless. */
public final class ReadBodies {
  private static final String KEY = Body.class.getName();

  static void put(RoutingContext routing, Body body) {
    routing.put(KEY, body);
  }

  /** Before a resource is looked for; so no thread reads from the connection any more. */
  @ServerRequestFilter(preMatching = true)
  public void use(ContainerRequestContext request, RoutingContext routing) {
    @Nullable Body body = routing.get(KEY);
    if (body != null) {
      request.setEntityStream(body.stream());
    }
  }
}
