package io.podwire.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP calls that end in time and in memory: a request's own timeout ends with the answer's
 * headers, and a body that stalls or does not end would be waited for without end. Stateless.
 */
public final class WholeAnswer {
  /** What a command accepts: more than any result has. */
  public static final int MAX_BYTES = 16 << 20;

  private static final String TOO_LONG = "body exceeds capacity"; // the JDK's words, untyped

  private WholeAnswer() {}

  /** The same for an answer of at most {@link #MAX_BYTES}. */
  public static <T> HttpResponse<T> of(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body, Duration atMost)
      throws IOException, InterruptedException {
    return of(client, request, body, MAX_BYTES, atMost);
  }

  /**
   * Sends a request and blocks until its answer is there with its body.
   *
   * @param maxBytes how long its body may be; the exchange is ended when more comes
   * @param atMost how long for all of it
   * @throws HttpTimeoutException if it takes longer; the exchange is ended then
   * @throws IOException as {@link HttpClient#send}, and if the body is too long
   * @throws InterruptedException if the thread is interrupted; the exchange is ended then
   */
  public static <T> HttpResponse<T> of(
      HttpClient client,
      HttpRequest request,
      HttpResponse.BodyHandler<T> body,
      long maxBytes,
      Duration atMost)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.limiting(body, maxBytes));
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + atMost.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw fault(e.getCause(), maxBytes);
    } finally {
      answer.cancel(true);
    }
  }

  private static IOException fault(@Nullable Throwable cause, long maxBytes) {
    if (String.valueOf(cause == null ? null : cause.getMessage()).startsWith(TOO_LONG)) {
      return new IOException("the answer is longer than " + maxBytes + " bytes", cause);
    }
    return cause instanceof IOException fault ? fault : new IOException(cause);
  }
}
