package io.podwire.sidecar.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podwire.api.WholeAnswer;
import io.podwire.ipc.PlainText;
import io.podwire.lab.Json;
import io.podwire.quarkus.WireFormat;
import io.podwire.quarkus.access.OwnToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * JSON over HTTP to other programs, with a deadline and a limit for each answer. Threads may share
 * it.
 *
 * <p>Every call throws {@link PodHttpException} when there is no answer or none of success.
 */
public final class PodHttp implements AutoCloseable {
  private static final ObjectMapper ANSWERS = WireFormat.requiring(Json.plain().copy());
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration REQUEST = Duration.ofSeconds(5);

  /** More than any program answers another; several fit into the heap. */
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final OwnToken token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /** Calls of programs that ask for no token. */
  public PodHttp() {
    this(OwnToken.none());
  }

  /** Calls of programs of this release; those that change something show its token. */
  public PodHttp(OwnToken token) {
    this.token = token;
  }

  /** Reads a resource. */
  public <T> T get(String url, Class<T> type) {
    return send(request(url).GET().build(), type);
  }

  /** Posts a body and reads the answer. */
  public <T> T post(String url, Object body, Class<T> type) {
    return send(showing(url).POST(json(body)).build(), type);
  }

  /** Puts a body and reads the answer. */
  public <T> T put(String url, Object body, Class<T> type) {
    return send(showing(url).PUT(json(body)).build(), type);
  }

  /** Deletes a resource and reads the answer. */
  public <T> T delete(String url, Class<T> type) {
    return send(showing(url).DELETE().build(), type);
  }

  /** Deletes a resource that answers nothing. */
  public void delete(String url) {
    exchange(showing(url).DELETE().build());
  }

  private HttpRequest.Builder showing(String url) {
    return token.show(request(url));
  }

  private static HttpRequest.Builder request(String url) {
    return builder(url)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, application/problem+json");
  }

  private static HttpRequest.Builder builder(String url) {
    try {
      return HttpRequest.newBuilder(URI.create(url));
    } catch (IllegalArgumentException e) { // what another pod gave as its address
      throw new PodHttpException(
          String.format(Locale.ROOT, "'%s' is no address of a program", PlainText.of(url)), e);
    }
  }

  private static BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
    }
  }

  private <T> T send(HttpRequest request, Class<T> type) {
    byte[] body = exchange(request);
    try {
      T answer = ANSWERS.readValue(body, type);
      if (answer != null) { // JSON's null is
        return answer;
      }
      throw noAnswer(request, type, null);
    } catch (IOException e) {
      throw noAnswer(request, type, e);
    }
  }

  private static PodHttpException noAnswer(
      HttpRequest request, Class<?> type, @Nullable IOException cause) {
    return new PodHttpException(
        String.format(
            Locale.ROOT,
            "%s answered with no %s; run the same release in all programs",
            request.uri(),
            type.getSimpleName()),
        cause);
  }

  private byte[] exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> response =
          WholeAnswer.of(client, request, BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES, REQUEST);
      if (response.statusCode() / 100 != 2) {
        throw refusal(request, response);
      }
      return response.body();
    } catch (IOException e) {
      throw new PodHttpException(
          String.format(
              Locale.ROOT,
              "%s does not answer (%s); check that this program runs",
              request.uri(),
              reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PodHttpException(request.uri() + ": the call was interrupted", e);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static PodHttpException refusal(HttpRequest request, HttpResponse<byte[]> response) {
    String detail = "";
    try {
      JsonNode problem = Json.mapper().readTree(response.body());
      detail = problem == null ? "" : problem.path("detail").asText();
    } catch (IOException noJson) {
      detail = ""; // the status has to do
    }
    String words = detail.isEmpty() ? "" : ": " + detail;
    return new PodHttpException(
        String.format(Locale.ROOT, "%s answered %d%s", request.uri(), response.statusCode(), words),
        response.statusCode(),
        detail);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
