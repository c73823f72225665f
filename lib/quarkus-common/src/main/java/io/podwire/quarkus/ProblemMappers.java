package io.podwire.quarkus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.podwire.ipc.ChannelException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request throws into a {@link Problem}. Stateless. */
public final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  /** What the programs refuse themselves. */
  @ServerExceptionMapper
  public Response refused(ProblemException e) {
    return e.problem().toResponse();
  }

  /** No such path. */
  @ServerExceptionMapper
  public Response notFound(NotFoundException e, UriInfo uri) {
    return Problem.of(404, "there is no " + uri.getPath()).toResponse();
  }

  /** What the framework refuses: method, media type, a body that cannot be read. */
  @ServerExceptionMapper
  public Response refused(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return malformed(json);
    }
    return Problem.of(e.getResponse().getStatus(), oneLine(e)).toResponse();
  }

  /** A body that is no JSON, or not the JSON expected. */
  @ServerExceptionMapper
  public Response malformed(JsonProcessingException e) {
    return Problem.of(400, JsonFault.describe(e)).toResponse();
  }

  /** The same; the framework maps this one itself unless it is named. */
  @ServerExceptionMapper
  public Response malformed(MismatchedInputException e) {
    return malformed((JsonProcessingException) e);
  }

  /** A channel that cannot be had. */
  @ServerExceptionMapper
  public Response channel(ChannelException e) {
    return Problem.of(status(e.kind()), oneLine(e)).toResponse();
  }

  /**
   * A fault of the program: the log gets the trace, the caller does not. That a caller has left,
   * which shows while it is answered, is none.
   */
  @ServerExceptionMapper
  public Response unexpected(Throwable e, RoutingContext routing) {
    if (!(e instanceof IOException && routing.response().headWritten())) {
      LOG.error("a request failed unexpectedly", e);
    }
    return Problem.of(500, "an unexpected fault; the log of this program has it").toResponse();
  }

  private static int status(ChannelException.Kind kind) {
    return switch (kind) {
      case BAD_ADDRESS, TOO_LONG, UNSUPPORTED -> 400;
      case IN_USE, FOREIGN, VERSION -> 409;
      case TIMEOUT -> 504;
      case DENIED, EXHAUSTED, PEER_GONE, CORRUPT, INTERRUPTED, CLOSED, FAILED -> 503;
    };
  }

  private static String oneLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
