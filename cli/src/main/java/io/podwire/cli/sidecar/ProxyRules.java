package io.podwire.cli.sidecar;

import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which way leads to a server, by the variables {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * NO_PROXY} and their lower-case forms, as kubectl reads them: loopback is always asked directly.
 * Immutable.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">Go: httpproxy</a>
 */
public final class ProxyRules {
  /** The way to one server. */
  public sealed interface Route {}

  /** Without a proxy, whatever Java's own properties say. */
  public record Direct() implements Route {}

  /** Through a proxy. */
  public record Through(URI proxy) implements Route {}

  /** No variable says anything; Java's own properties count. */
  public record Unsaid() implements Route {}

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Map<String, String> environment;
  private final NoProxy exceptions;

  private ProxyRules(Map<String, String> environment) {
    this.environment = environment;
    this.exceptions = NoProxy.of(variable(environment, "NO_PROXY"));
  }

  /** The rules by these variables, for instance {@code System.getenv()}. */
  public static ProxyRules of(Map<String, String> environment) {
    return new ProxyRules(environment);
  }

  /**
   * The way to a server.
   *
   * @throws FailureException in one line if it leads through a proxy that is not of plain HTTP
   */
  public Route to(URI server) {
    String host = host(server);
    if (NoProxy.isLoopback(host) || exceptions.match(host, port(server))) {
      return new Direct();
    }
    String name = "https".equalsIgnoreCase(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
    String proxy = variable(environment, name);
    return proxy == null ? new Unsaid() : new Through(supported(parse(proxy, name), name));
  }

  /** The upper-case one goes before the other, and an empty one counts for nothing. */
  private static @Nullable String variable(Map<String, String> environment, String name) {
    for (String spelled : List.of(name, name.toLowerCase(Locale.ROOT))) {
      String value = environment.get(spelled);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  private static String host(URI server) {
    String host = server.getHost() == null ? "" : server.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI server) {
    if (server.getPort() > 0) {
      return server.getPort();
    }
    return "https".equalsIgnoreCase(server.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }

  private static URI parse(String proxy, String name) {
    try {
      URI uri = new URI(proxy.contains("://") ? proxy : "http://" + proxy);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below, without a password in it
    }
    throw FailureException.failed(
        String.format(
            Locale.ROOT,
            "%s: '%s' is no address of a proxy; write http://HOST:PORT",
            name,
            ShownUri.of(proxy)));
  }

  /**
   * A proxy with its port.
   *
   * @param source what names it, for the message
   * @throws FailureException in one line if it is not of plain HTTP, the only kind that Java's HTTP
   *     client has
   */
  public static URI supported(URI proxy, String source) {
    if (!"http".equalsIgnoreCase(proxy.getScheme())) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "%s: the proxy %s is not of plain HTTP, the only kind that Podwire has; write http://HOST:PORT, or except the server by NO_PROXY",
              source,
              ShownUri.of(proxy.toString())));
    }
    String user = proxy.getRawUserInfo() == null ? "" : proxy.getRawUserInfo() + "@";
    return URI.create(
        String.format(Locale.ROOT, "http://%s%s:%d", user, proxy.getHost(), port(proxy)));
  }

  /** The same for Java's HTTP client. */
  public ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return switch (to(uri)) {
          case Direct direct -> List.of(Proxy.NO_PROXY);
          case Through(URI proxy) ->
              List.of(
                  new Proxy(
                      Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort())));
          case Unsaid unsaid -> ProxySelector.getDefault().select(uri);
        };
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException fault) {
        // the caller gets the fault
      }
    };
  }
}
