package io.podwire.sidecar.http;

import java.io.Serial;

/** A call to another program that failed; the message is one line with the way out. */
public final class PodHttpException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  PodHttpException(String message, Throwable cause) {
    super(message, cause);
  }

  PodHttpException(String message) {
    super(message);
  }
}
