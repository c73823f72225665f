package io.podwire.producer.http;

import io.podwire.quarkus.access.OwnToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends messages as POST requests over HTTP/1.1, keep-alive: whoever sends one at a time uses one
 * connection. Shared by threads.
 */
@Singleton
public final class HttpMessages {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private static final long PROBLEM_BYTES = 64 << 10;

  // Runs completions on the client's own thread: none of them blocks, and a hand-over costs time.
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(Runnable::run)
          .build();

  private final OwnToken token;

  /** Messages to consumers that ask for no token. */
  public HttpMessages() {
    this(OwnToken.none());
  }

  /** Messages to consumers of this release, which show its token. */
  @Inject
  public HttpMessages(OwnToken token) {
    this.token = token;
  }

  /** The request that carries a message of a source to the program at {@code url}. */
  public HttpRequest request(String url, long sourceId, byte[] body, Duration timeout) {
    return token
        .show(HttpRequest.newBuilder(URI.create(url + "/api/messages/" + sourceId)))
        .header("Content-Type", "application/octet-stream")
        .timeout(timeout)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  /**
   * Sends it and does not wait. An answer longer than the message, or than a problem is, is broken
   * off. The request's timeout ends with the answer's head: a caller that waits for all of it needs
   * a deadline of its own, and cancels.
   */
  public CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
    long messageBytes =
        request.bodyPublisher().map(HttpRequest.BodyPublisher::contentLength).orElse(0L);
    return client.sendAsync(
        request,
        HttpResponse.BodyHandlers.limiting(
            HttpResponse.BodyHandlers.ofByteArray(), Math.max(messageBytes, PROBLEM_BYTES)));
  }

  /** Whether a request that failed so has certainly not reached the peer. */
  public static boolean neverSent(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
  }

  /** Says in one line why a request got no response. */
  public static String describe(Throwable cause) {
    return HttpFault.describe(cause);
  }
}
