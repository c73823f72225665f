package io.podwire.quarkus;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** The methods that change nothing: they need no token and have no body. Stateless. */
public final class ReadingMethods {
  private static final Set<HttpMethod> ALL =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private ReadingMethods() {}

  /** Whether this is one of them. */
  public static boolean contains(HttpMethod method) {
    return ALL.contains(method);
  }
}
