package io.podwire.sidecar.relay;

/** A connection is not taken. The message says why and goes to the far relay. */
final class RefusedException extends RuntimeException {
  private final Refusal refusal;

  RefusedException(Refusal refusal, String message) {
    super(message, null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }

  /** The message, which is there. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
