package io.podwire.sidecar.rest;

import io.podwire.quarkus.access.PageSession;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The session of the page: who shows the token once need not show it again. */
@Path("/api/session")
@NonBlocking
public class SessionResource {
  private final PageSession session;

  SessionResource(PageSession session) {
    this.session = session;
  }

  /** Begins a session; only who shows the token, or has a session, comes so far. */
  @POST
  public Response begin() {
    String cookie = session.cookie();
    Response.ResponseBuilder answer = Response.noContent();
    return (cookie == null ? answer : answer.header(HttpHeaders.SET_COOKIE, cookie)).build();
  }
}
