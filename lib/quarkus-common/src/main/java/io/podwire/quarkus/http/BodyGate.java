package io.podwire.quarkus.http;

import io.podwire.quarkus.Problem;
import io.podwire.quarkus.ReadingMethods;
import io.podwire.quarkus.Refusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/**
 * Reads the body of each request on the event loop before any worker is asked for, within a limit
 * for each resource, a deadline, and a budget for all bodies of the program. What is announced too
 * long is refused before it is read.
 */
@Singleton
public final class BodyGate {
  /** Above what serves requests, below what refuses them for their heads alone. */
  private static final int PRIORITY = 50;

  /** Above what refuses requests: those count on a connection too. */
  private static final int GUARD_PRIORITY = 3000;

  private final BodySizes sizes;
  private final BodyBudget budget;
  private final Duration timeout;

  BodyGate(BodySizes sizes, HttpLimits limits) {
    this.sizes = sizes;
    this.budget = new BodyBudget(limits.bodiesBytes());
    this.timeout = limits.bodyTimeout();
  }

  void register(@Observes Filters filters) {
    filters.register(BodyGate::guard, GUARD_PRIORITY);
    filters.register(this::handle, PRIORITY);
  }

  private static void guard(RoutingContext routing) {
    ConnectionGuard.of(routing.request().connection());
    routing.next();
  }

  void handle(RoutingContext routing) {
    long announcedBytes = announcedBytes(routing.request());
    if (announcedBytes == 0) {
      routing.next();
      return;
    }
    boolean reads = ReadingMethods.contains(routing.request().method());
    long maxBytes = reads ? 0 : sizes.maxBytes(routing.normalizedPath());
    if (announcedBytes > maxBytes) {
      Refusal.send(routing, tooLong(routing, maxBytes));
      return;
    }
    new BodyReader(routing, budget, maxBytes, timeout).begin();
  }

  static Problem tooLong(RoutingContext routing, long maxBytes) {
    return Problem.of(
        413,
        String.format(
            Locale.ROOT,
            "the body of %s is longer than the %d bytes allowed; send a shorter one",
            routing.normalizedPath(),
            maxBytes));
  }

  /** What the head says: 0 if there is no body, -1 if its length is not known. */
  private static long announcedBytes(HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return -1;
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length); // a number: else it did not come here
  }
}
