package io.podwire.cli.sidecar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.podwire.api.AccessToken;
import io.podwire.api.ComparisonSpec;
import io.podwire.api.ComparisonState;
import io.podwire.api.LiveEvent;
import io.podwire.api.Topology;
import io.podwire.api.WholeAnswer;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.lab.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Security;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Talks to the programs of a pod over HTTP. Threads may share it. */
public final class SidecarClient implements AutoCloseable {
  static { // a name may come while we wait; read at the JDK's first look-up
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A result is long, and the way to it may be slow. */
  private static final Duration WHOLE = Duration.ofSeconds(30);

  private static final Set<Integer> TOKEN_REFUSED = Set.of(401, 403);
  private static final String TOKEN_FILE = "; name the file that holds the token with --token-file";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .proxy(ProxyRules.of(System.getenv()).selector())
          .build();
  private final String wayOut;
  private final @Nullable AccessToken token;

  /** A client whose failures end with {@code wayOut}, for instance where the logs are. */
  public SidecarClient(String wayOut) {
    this(wayOut, null);
  }

  /** The same with the token that a sidecar asks for before it changes something. */
  public SidecarClient(String wayOut, @Nullable AccessToken token) {
    this.wayOut = wayOut;
    this.token = token;
  }

  /**
   * Whether the program at {@code url} can serve.
   *
   * @throws FailureException if waiting does not help, because its certificate is not trusted
   */
  public boolean isReady(String url) throws InterruptedException {
    HttpRequest request = request(url + "/q/health/ready").GET().build();
    try {
      return WholeAnswer.of(http, request, HttpResponse.BodyHandlers.discarding(), WHOLE)
              .statusCode()
          == 200;
    } catch (IOException e) {
      if (RootCause.distrust(e).isPresent()) {
        throw unreachable(request, e);
      }
      return false; // not listening yet
    }
  }

  /** Asks a sidecar for a comparison. */
  public ComparisonState start(String url, ComparisonSpec spec) throws InterruptedException {
    HttpRequest.Builder request =
        showing(url + "/api/runs").header("Content-Type", "application/json");
    return answer(request.POST(json(spec)).build(), ComparisonState.class);
  }

  /** Asks how far a comparison is. */
  public ComparisonState state(String url, String id) throws InterruptedException {
    return answer(request(url + "/api/runs/" + id).GET().build(), ComparisonState.class);
  }

  /** Ends a comparison before its time. */
  public void cancel(String url, String id) throws InterruptedException {
    exchange(showing(url + "/api/runs/" + id).DELETE().build());
  }

  /** Asks who is where. */
  public Topology topology(String url) throws InterruptedException {
    return answer(request(url + "/api/topology").GET().build(), Topology.class);
  }

  /** Asks what the live flows look like now; the sidecar asks all programs for that. */
  public LiveEvent liveNow(String url) throws InterruptedException {
    return answer(request(url + "/api/live/now").GET().build(), LiveEvent.class);
  }

  /** Opens the live flow, an event a second; blocks until the sidecar answers. */
  public LiveStream live(String url) throws InterruptedException {
    HttpRequest request = // without a timeout, which from JDK 26 on ends the stream as well
        HttpRequest.newBuilder(URI.create(url + "/api/live"))
            .header("Accept", "text/event-stream")
            .build();
    try {
      HttpResponse<InputStream> head =
          WholeAnswer.of(
              http, request, HttpResponse.BodyHandlers.ofInputStream(), Long.MAX_VALUE, PATIENCE);
      return new LiveStream(head.body(), PATIENCE);
    } catch (IOException e) {
      throw unreachable(request, e);
    }
  }

  private <T> T answer(HttpRequest request, Class<T> type) throws InterruptedException {
    HttpResponse<String> response = exchange(request);
    try {
      return Json.plain().readValue(response.body(), type);
    } catch (JsonProcessingException e) {
      throw new FailureException(
          ExitCode.FAILED,
          String.format(
              Locale.ROOT,
              "%s answers what no sidecar does; give the address of a sidecar of this version",
              ShownUri.of(request.uri().toString())),
          e);
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> response =
          WholeAnswer.of(http, request, HttpResponse.BodyHandlers.ofString(), WHOLE);
      if (response.statusCode() >= 300) {
        throw FailureException.failed(
            String.format(
                Locale.ROOT,
                "%s answered %d: %s%s",
                ShownUri.of(request.uri().toString()),
                response.statusCode(),
                detail(response.body()),
                TOKEN_REFUSED.contains(response.statusCode()) ? TOKEN_FILE : ""));
      }
      return response;
    } catch (IOException e) {
      throw unreachable(request, e);
    }
  }

  /** What a problem detail (RFC 9457) says, or the whole body in one line. */
  private static String detail(String body) {
    try {
      JsonNode detail = Json.mapper().readTree(body).path("detail");
      return detail.isTextual() ? detail.asText() : oneLine(body);
    } catch (JsonProcessingException e) {
      return oneLine(body);
    }
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static HttpRequest.BodyPublisher json(ComparisonSpec spec) {
    try {
      return HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(spec));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a specification could not be written: " + e, e);
    }
  }

  private HttpRequest.Builder showing(String url) {
    HttpRequest.Builder request = request(url);
    return token == null ? request : request.header("Authorization", token.authorization());
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
  }

  private FailureException unreachable(HttpRequest request, IOException e) {
    URI uri = request.uri();
    String server = ShownUri.of(uri.getScheme() + "://" + uri.getRawAuthority());
    String line =
        RootCause.distrust(e)
            .map(
                reason ->
                    String.format(
                        Locale.ROOT,
                        "the certificate of %s is not trusted (%s); add its authority to a trust store and name that by JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE",
                        server,
                        reason))
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT,
                        "%s does not answer (%s); %s",
                        server,
                        RootCause.words(e),
                        wayOut));
    return new FailureException(ExitCode.FAILED, line, e);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
