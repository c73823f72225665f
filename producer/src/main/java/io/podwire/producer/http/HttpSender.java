package io.podwire.producer.http;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.lab.Json;
import io.podwire.lab.workload.EndSpec;
import io.podwire.quarkus.run.RunLimits;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends each message as one request and waits for its response: HTTP/1.1 has one request under way
 * on a connection, so there is no batch and nothing to flush. The response's body is the answer of
 * a round trip. Unlike other senders' {@code offer}, this one's blocks. For one thread.
 */
final class HttpSender implements Sender {
  private static final Duration FOR_THE_BODY = Duration.ofSeconds(1);

  private final HttpMessages messages;
  private final EndSpec spec;
  private final ChannelUri uri;
  private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> underWay;
  private volatile boolean closed;
  private byte @Nullable [] answer;

  HttpSender(HttpMessages messages, EndSpec spec) {
    this.messages = messages;
    this.spec = spec;
    this.uri = ChannelUri.parse(spec.run().channel());
  }

  @Override
  public ChannelUri uri() {
    return uri;
  }

  @Override
  public long maxMessageBytes() {
    return RunLimits.HTTP_MESSAGE_BYTES;
  }

  @Override
  public boolean offer(MemorySegment buffer, long offset, long length) {
    byte[] body = buffer.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    HttpResponse<byte[]> response =
        await(
            messages.send(
                messages.request(spec.run().channel(), spec.sourceId(), body, spec.timeout())));
    answer =
        switch (response.statusCode()) {
          case 200 -> response.body();
          case 204 -> null;
          default -> throw fault(ChannelException.Kind.FAILED, problem(response), null);
        };
    return true;
  }

  /** The request's own timeout ends with the answer's head; it comes first for a silent peer. */
  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> future) {
    underWay = future;
    if (closed) {
      throw fault(ChannelException.Kind.CLOSED, "closed", null);
    }
    try {
      return future.get(spec.timeout().plus(FOR_THE_BODY).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw fault(
          ChannelException.Kind.TIMEOUT, "no whole response in time; is the consumer stuck?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault(ChannelException.Kind.INTERRUPTED, "the wait was interrupted", e);
    } catch (java.util.concurrent.CancellationException e) {
      throw fault(ChannelException.Kind.CLOSED, "closed", e);
    } catch (ExecutionException e) {
      throw fault(HttpFault.kind(e.getCause()), HttpFault.describe(e.getCause()), e);
    }
  }

  private ChannelException fault(
      ChannelException.Kind kind, String what, @Nullable Throwable cause) {
    return new ChannelException(kind, uri + ": " + what, cause);
  }

  private static String problem(HttpResponse<byte[]> response) {
    try {
      String detail = Json.mapper().readTree(response.body()).path("detail").asText("");
      return String.format(Locale.ROOT, "answered with %d %s", response.statusCode(), detail);
    } catch (IOException noProblem) {
      return "answered with " + response.statusCode();
    }
  }

  /** The body of the last response, once; null if it had none. */
  byte @Nullable [] takeAnswer() {
    byte[] taken = answer;
    answer = null;
    return taken;
  }

  @Override
  public boolean flush() {
    return true;
  }

  @Override
  public boolean send(MemorySegment buffer, long offset, long length, long deadlineNanos) {
    return offer(buffer, offset, length);
  }

  @Override
  public boolean flush(long deadlineNanos) {
    return true;
  }

  @Override
  public boolean isDrained() {
    return true;
  }

  @Override
  public long systemCalls() {
    return -1; // not counted: they are the client's
  }

  @Override
  public void close() {
    closed = true;
    CompletableFuture<HttpResponse<byte[]>> waiting = underWay;
    if (waiting != null) {
      waiting.cancel(true);
    }
  }
}
