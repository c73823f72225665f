package io.podwire.producer.http;

import io.podwire.ipc.ChannelException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one line why a request got no response. */
final class HttpFault {
  private HttpFault() {}

  static ChannelException.Kind kind(@Nullable Throwable cause) {
    return cause instanceof HttpTimeoutException
        ? ChannelException.Kind.TIMEOUT
        : ChannelException.Kind.PEER_GONE;
  }

  static String describe(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException e -> "no connection in time; is the consumer running?";
      case ConnectException e -> "nobody listens there; is the consumer running?";
      case HttpTimeoutException e -> "no response in time; is the consumer stuck?";
      case null -> "no response";
      case Exception e when e.getMessage() == null -> "the connection broke";
      default ->
          String.format(
              Locale.ROOT, "the connection broke (%s)", String.valueOf(cause.getMessage()));
    };
  }
}
