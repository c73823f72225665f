package io.podwire.quarkus;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.lab.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request with a {@link Problem} whose body nobody reads. Stateless; on the event loop.
 */
public final class Refusal {
  /** A connection closed over unread bytes is reset, and the answer may be lost with it. */
  private static final long DISCARD_MILLIS = 1000;

  private Refusal() {}

  /**
   * Answers. Where a body was announced, the connection ends with the answer; what still comes of
   * the body within a second is thrown away, so that its sender sees the answer.
   */
  public static void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    response.setStatusCode(problem.status());
    response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString());
    if (!announcesBody(context.request())) {
      response.end(json(problem));
      return;
    }
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    response.end(json(problem));
    closeAfterBody(context);
  }

  private static boolean announcesBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  private static void closeAfterBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      request.connection().close();
      return;
    }
    long timer = context.vertx().setTimer(DISCARD_MILLIS, late -> request.connection().close());
    request.exceptionHandler(gone -> context.vertx().cancelTimer(timer));
    request.handler(ignored -> {});
    request.endHandler(
        read -> {
          context.vertx().cancelTimer(timer);
          request.connection().close();
        });
    request.resume();
  }

  private static String json(Problem problem) {
    try {
      return Json.mapper().writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem could not be written: " + e, e);
    }
  }
}
