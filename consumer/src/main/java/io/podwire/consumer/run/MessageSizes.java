package io.podwire.consumer.run;

import io.podwire.lab.workload.ControlMessage;
import io.podwire.quarkus.http.BodySizes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Messages may be as long as their run says; all else is a specification. Shared by threads. */
@Singleton
final class MessageSizes implements BodySizes {
  private static final String MESSAGES = "/api/messages/";

  private final HttpSinks sinks;

  MessageSizes(HttpSinks sinks) {
    this.sinks = sinks;
  }

  @Override
  public long maxBytes(String path) {
    HttpSink sink = path.startsWith(MESSAGES) ? sinkOf(path.substring(MESSAGES.length())) : null;
    return sink == null ? SPECIFICATION_BYTES : Math.max(sink.sizeBytes(), ControlMessage.BYTES);
  }

  private @Nullable HttpSink sinkOf(String sourceId) {
    try {
      return sinks.of(Long.parseLong(sourceId));
    } catch (NumberFormatException e) {
      return null; // the resource refuses it
    }
  }
}
