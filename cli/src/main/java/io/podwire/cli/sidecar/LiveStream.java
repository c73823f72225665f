package io.podwire.cli.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podwire.api.LiveEvent;
import io.podwire.lab.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The live flow as a sidecar sends it: server-sent events, each of up to {@value #MAX_EVENT_BYTES}
 * bytes and within a deadline. For one thread.
 */
public final class LiveStream implements AutoCloseable {
  static final int MAX_EVENT_BYTES = 1 << 20;
  private static final String FIELD = "data:";

  private final InputStream answer;
  private final Executor late;

  /**
   * Reads events from an answer.
   *
   * @param patience how long an event may take to come, whole
   */
  LiveStream(InputStream answer, Duration patience) {
    this.answer = new BufferedInputStream(answer);
    this.late = CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Blocks for the next event; empty once the sidecar has gone away, or does not keep to it. */
  public Optional<LiveEvent> next() {
    CompletableFuture<Void> deadline = CompletableFuture.runAsync(this::close, late);
    try {
      String body = body();
      return body == null
          ? Optional.empty()
          : Optional.of(Json.plain().readValue(body, LiveEvent.class));
    } catch (IOException e) {
      return Optional.empty(); // cut off in the middle: the same as ended
    } finally {
      deadline.cancel(false);
    }
  }

  /** The fields of one event, which a blank line ends; null at the end of the answer. */
  private @Nullable String body() throws IOException {
    StringBuilder body = new StringBuilder();
    int leftBytes = MAX_EVENT_BYTES;
    for (String line = line(leftBytes); line != null; line = line(leftBytes)) {
      leftBytes -= line.length() + 1;
      if (line.startsWith(FIELD)) {
        body.append(line, FIELD.length(), line.length());
      } else if (line.isEmpty() && !body.isEmpty()) {
        return body.toString();
      }
    }
    return null;
  }

  private @Nullable String line(int maxBytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = answer.read(); next >= 0; next = answer.read()) {
      if (next == '\n') {
        return line.toString(UTF_8).stripTrailing();
      }
      if (line.size() >= maxBytes) {
        throw new IOException("an event of more than " + MAX_EVENT_BYTES + " bytes");
      }
      line.write(next);
    }
    return null;
  }

  /** Ends a wait of {@link #next} too, from whatever thread. */
  @Override
  public void close() {
    try {
      answer.close();
    } catch (IOException e) {
      // it is of no use any more either way
    }
  }
}
