package io.podwire.sidecar.http;

import io.podwire.ipc.PlainText;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A call to another program that failed; the message is one line with the way out. */
public final class PodHttpException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String detail;

  PodHttpException(String message, @Nullable Throwable cause) {
    super(PlainText.of(message), cause);
    this.status = 0;
    this.detail = PlainText.of(message);
  }

  /** A refusal: its status and the other program's own words. */
  PodHttpException(String message, int status, String detail) {
    super(PlainText.of(message));
    this.status = status;
    this.detail = PlainText.of(detail);
  }

  /** The HTTP status of the refusal, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** What the other program said, or why there was no answer. */
  public String detail() {
    return detail;
  }
}
