package io.podwire.producer.live;

import io.podwire.api.FlowState;
import io.podwire.producer.http.HttpMessages;
import io.podwire.quarkus.live.Backoff;
import io.podwire.quarkus.live.FlowStatus;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The live flow over HTTP: one request per message and one at a time. A message whose response does
 * not come may have arrived, so it is not sent again.
 */
final class HttpFlow implements SendingFlow {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Longer than a request's own timeout, which has the better reason if the head does not come. */
  private static final long WHOLE_NANOS = TIMEOUT.plusSeconds(1).toNanos();

  private final String url;
  private final LiveMessage message;
  private final HttpMessages http;
  private final FlowStatus status = new FlowStatus("http");
  private final Backoff backoff = new Backoff();
  private long retryNanos = System.nanoTime();
  private long sentNanos;
  private @Nullable CompletableFuture<HttpResponse<byte[]>> underWay;
  private volatile long messages;
  private volatile long notSent;

  HttpFlow(String url, LiveMessage message, HttpMessages http) {
    this.url = url;
    this.message = message;
    this.http = http;
  }

  @Override
  public void tick() {
    if (underWay != null && !settle(underWay) && !isOverdue(underWay)) {
      notSent++;
      return;
    }
    underWay = null;
    if (System.nanoTime() - retryNanos >= 0) {
      send();
    }
  }

  @Override
  public void failed(Throwable e) {
    underWay = null;
    retryNanos = System.nanoTime() + backoff.nextNanos();
    status.fault(e);
  }

  /** Ends a request whose answer has begun and does not end. */
  private boolean isOverdue(CompletableFuture<HttpResponse<byte[]>> request) {
    if (System.nanoTime() - sentNanos < WHOLE_NANOS) {
      return false;
    }
    request.cancel(true);
    return notAnswered(new HttpTimeoutException("no whole response in time"));
  }

  private void send() {
    sentNanos = System.nanoTime();
    underWay = http.send(http.request(url, message.content().sourceId(), message.bytes(), TIMEOUT));
  }

  /** Takes the outcome of a request; returns false while it is under way. */
  private boolean settle(CompletableFuture<HttpResponse<byte[]>> request) {
    return switch (request.state()) {
      case RUNNING -> false;
      case SUCCESS -> answered(request.resultNow().statusCode());
      case FAILED -> notAnswered(request.exceptionNow());
      case CANCELLED -> true;
    };
  }

  private boolean answered(int statusCode) {
    if (statusCode == 204) {
      message.sent();
      messages++;
      status.connected();
      backoff.reset();
    } else {
      status.fault(String.format(Locale.ROOT, "%s answered with %d", url, statusCode));
      retryNanos = System.nanoTime() + backoff.nextNanos();
    }
    return true;
  }

  private boolean notAnswered(Throwable cause) {
    if (!HttpMessages.neverSent(cause)) {
      message.sent();
    }
    retryNanos = System.nanoTime() + backoff.nextNanos();
    status.fault(String.format(Locale.ROOT, "%s: %s", url, HttpMessages.describe(cause)));
    return true;
  }

  @Override
  public void drain(long deadlineNanos) {
    if (underWay == null) {
      return;
    }
    try {
      underWay.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      status.fault(String.format(Locale.ROOT, "%s: the last request was not answered", url));
    }
    settle(underWay);
  }

  @Override
  public FlowState state() {
    return new FlowState(
        "http", url, status.isConnected(), messages, notSent, null, null, status.error());
  }
}
