package io.podwire.sidecar.rest;

import io.podwire.quarkus.access.OwnToken;
import io.podwire.quarkus.access.PageSession;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Lets this program take the cookie of its page. */
final class PageSessions {
  private PageSessions() {}

  @Produces
  @Singleton
  static PageSession session(OwnToken token) {
    return new PageSession(token);
  }
}
