package io.podwire.quarkus;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * An error as RFC 9457 writes it: what every failed request is answered with.
 *
 * @param type always {@code about:blank}: the status says it all
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what was found, what is allowed and the way out, in one line
 */
public record Problem(String type, String title, int status, String detail) {
  /** The media type of a problem. */
  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  /** A problem of this status. */
  public static Problem of(int status, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "HTTP " + status : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail);
  }

  /** The response that carries it. */
  public Response toResponse() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }
}
