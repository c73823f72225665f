package io.podwire.quarkus.http;

import io.podwire.quarkus.Problem;
import io.podwire.quarkus.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;

/** Reads the body of one request and hands the request on, or refuses it. On the event loop. */
final class BodyReader {
  private static final String RETRY_AFTER_SECONDS = "1";

  private final RoutingContext routing;
  private final long maxBytes;
  private final Duration timeout;
  private final Body body;
  private boolean over;
  private long timer;

  BodyReader(RoutingContext routing, BodyBudget budget, long maxBytes, Duration timeout) {
    this.routing = routing;
    this.maxBytes = maxBytes;
    this.timeout = timeout;
    this.body = new Body(budget, maxBytes);
  }

  void begin() {
    HttpServerRequest request = routing.request();
    timer = routing.vertx().setTimer(timeout.toMillis(), late -> late());
    routing.addEndHandler(answered -> end());
    request.exceptionHandler(gone -> end());
    request.handler(this::take);
    request.endHandler(end -> complete());
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      routing.response().writeContinue();
    }
    request.resume();
  }

  private void take(Buffer part) {
    if (over) {
      return;
    }
    if (!body.fits(part.length())) {
      refuse(BodyGate.tooLong(routing, maxBytes));
    } else if (!body.append(part)) {
      routing.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
      refuse(
          Problem.of(
              503,
              "the bodies of other requests take all memory that there is for them; try again"));
    }
  }

  private void complete() {
    if (!over) {
      over = true;
      routing.vertx().cancelTimer(timer);
      ReadBodies.put(routing, body);
      routing.next();
    }
  }

  private void late() {
    if (!over) {
      refuse(
          Problem.of(
              408,
              String.format(
                  Locale.ROOT,
                  "the body was not there within %d ms; send it",
                  timeout.toMillis())));
    }
  }

  private void refuse(Problem problem) {
    end();
    Refusal.send(routing, problem);
  }

  /** The request is over, however it ended; idempotent. */
  private void end() {
    over = true;
    routing.vertx().cancelTimer(timer);
    body.free();
  }
}
