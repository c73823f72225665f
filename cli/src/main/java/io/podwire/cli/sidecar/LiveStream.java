package io.podwire.cli.sidecar;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.lab.api.LiveEvent;
import io.podwire.lab.report.Json;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** The live flow as a sidecar sends it: server-sent events. For one thread. */
public final class LiveStream implements AutoCloseable {
  private static final String FIELD = "data:";

  private final Stream<String> lines;
  private final Iterator<String> left;

  LiveStream(Stream<String> lines) {
    this.lines = lines;
    this.left = lines.iterator();
  }

  /** Blocks for the next event; empty once the sidecar has gone away. */
  public Optional<LiveEvent> next() {
    StringBuilder body = new StringBuilder(); // of one event, which a blank line ends
    try {
      while (left.hasNext()) {
        String line = left.next();
        if (line.startsWith(FIELD)) {
          body.append(line, FIELD.length(), line.length());
        } else if (line.isEmpty() && !body.isEmpty()) {
          return Optional.of(Json.mapper().readValue(body.toString(), LiveEvent.class));
        }
      }
    } catch (JsonProcessingException | UncheckedIOException e) {
      // cut off in the middle: the same as ended
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    lines.close();
  }
}
