package io.podwire.lab.api;

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

/**
 * HTTP calls that end in time: a request's own timeout ends with the answer's headers, and a body
 * that stalls would be waited for without end. Stateless.
 */
public final class WholeAnswer {
  private WholeAnswer() {}

  /**
   * Sends a request and blocks until its answer is there with its body.
   *
   * @param atMost how long for all of it
   * @throws HttpTimeoutException if it takes longer; the exchange is ended then
   * @throws IOException as {@link HttpClient#send}
   * @throws InterruptedException if the thread is interrupted; the exchange is ended then
   */
  public static <T> HttpResponse<T> of(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body, Duration atMost)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + atMost.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
