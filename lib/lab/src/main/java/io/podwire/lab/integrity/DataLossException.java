package io.podwire.lab.integrity;

/** It is known that data is missing or wrong. The message says in one line what was found. */
public final class DataLossException extends RuntimeException {
  /** Creates one; {@code message} is complete in itself. */
  public DataLossException(String message) {
    super(message);
  }
}
