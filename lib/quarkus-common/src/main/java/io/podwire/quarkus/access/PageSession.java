package io.podwire.quarkus.access;

import io.podwire.api.AccessToken;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The session of the sidecar's page: a cookie made of the token, which counts only in requests of
 * the page itself. {@code SameSite} alone does not do: to it, all ports of a host are one site. A
 * program without a page has no bean of this class and takes no cookie. Threads may share it.
 */
public final class PageSession {
  /** The cookie's name. */
  public static final String COOKIE = "podwire-session";

  private final OwnToken token;

  /** Sessions of this token. */
  public PageSession(OwnToken token) {
    this.token = token;
  }

  /** The header {@code Set-Cookie} that begins a session; null while there is no token. */
  public @Nullable String cookie() {
    TokenFile file = token.file();
    AccessToken now = file == null ? null : file.read().token();
    return now == null
        ? null
        : String.format(
            Locale.ROOT, "%s=%s; Path=/; HttpOnly; SameSite=Strict", COOKIE, now.session());
  }

  /** Whether the request comes from a page that this program itself has served. */
  static boolean isFromOwnPage(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    if (site != null && !site.equals("same-origin")) {
      return false;
    }
    return origin == null ? site != null : isOwn(origin, request.getHeader("Host"));
  }

  /** Whether an origin is this host and port; https where a proxy in front ends it. */
  private static boolean isOwn(String origin, @Nullable String host) {
    String own = String.valueOf(host).toLowerCase(Locale.ROOT);
    return origin.equals("http://" + own) || origin.equals("https://" + own);
  }
}
