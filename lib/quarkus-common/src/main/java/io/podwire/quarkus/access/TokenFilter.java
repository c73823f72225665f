package io.podwire.quarkus.access;

import io.podwire.api.AccessToken;
import io.podwire.quarkus.Problem;
import io.podwire.quarkus.ReadingMethods;
import io.podwire.quarkus.Refusal;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request change something only with the token, or from the page within its session: 401 if
 * it shows nothing, 403 if it shows the wrong thing, 503 while the token's file holds none. Without
 * {@code podwire.token-file} everything passes. Runs on the event loop.
 */
@Singleton
final class TokenFilter {
  /** After the check of the host. */
  private static final int PRIORITY = 1000;

  private static final Logger LOG = Logger.getLogger(TokenFilter.class);

  private final @Nullable TokenFile file;
  private final boolean hasPage;

  @Inject
  TokenFilter(OwnToken token, Instance<PageSession> page) {
    this(token, page.isResolvable());
  }

  TokenFilter(OwnToken token, boolean hasPage) {
    this.file = token.file();
    this.hasPage = hasPage;
  }

  void onStart(@Observes StartupEvent event) {
    if (file == null) {
      LOG.warn(
          "podwire.token-file is not set: whoever reaches this program may start and end runs");
    } else {
      file.read(); // says in the log what it holds
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, PRIORITY);
  }

  private void filter(RoutingContext context) {
    HttpServerRequest request = context.request();
    TokenFile asked = file;
    if (asked == null || ReadingMethods.contains(request.method())) {
      context.next();
      return;
    }
    Problem problem = problem(request, asked);
    if (problem == null) {
      context.next();
      return;
    }
    if (problem.status() == 401) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
    }
    Refusal.send(context, problem);
  }

  private @Nullable Problem problem(HttpServerRequest request, TokenFile asked) {
    TokenFile.Reading reading = asked.read();
    AccessToken token = reading.token();
    if (token == null) {
      return Problem.of(503, reading.fault() + "; put one there");
    }
    String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (shown != null && AccessToken.isBearer(shown)) {
      return token.isShownBy(shown) ? null : wrong(asked);
    }
    Cookie cookie = hasPage ? request.getCookie(PageSession.COOKIE) : null;
    if (cookie == null || !token.isSession(cookie.getValue())) {
      return missing(asked);
    }
    return PageSession.isFromOwnPage(request) ? null : foreign();
  }

  private static Problem missing(TokenFile asked) {
    return Problem.of(
        401,
        String.format(
            Locale.ROOT,
            "the request shows no token; send 'Authorization: Bearer TOKEN' with what %s holds",
            asked.path()));
  }

  private static Problem wrong(TokenFile asked) {
    return Problem.of(403, "the request shows a wrong token; the right one is in " + asked.path());
  }

  private static Problem foreign() {
    return Problem.of(403, "the request is of another origin than the page; use the page itself");
  }
}
