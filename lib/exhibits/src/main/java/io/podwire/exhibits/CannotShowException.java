package io.podwire.exhibits;

/** This machine cannot show an exhibit; the message says what is missing and the way out. */
public final class CannotShowException extends RuntimeException {
  /** Says why in one line. */
  public CannotShowException(String reason) {
    super(reason);
  }
}
