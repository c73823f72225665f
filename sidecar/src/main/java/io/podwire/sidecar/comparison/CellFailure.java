package io.podwire.sidecar.comparison;

import java.io.Serial;

/** A cell that should have worked and did not; the message is its reason. */
final class CellFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  CellFailure(String reason) {
    super(reason);
  }

  CellFailure(String reason, Throwable cause) {
    super(reason, cause);
  }
}
