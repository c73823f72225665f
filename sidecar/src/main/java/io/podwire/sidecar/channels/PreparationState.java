package io.podwire.sidecar.channels;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the live channels exist, and if they never will, why. Threads may share it. */
@Singleton
public final class PreparationState {
  private volatile boolean prepared;
  private volatile @Nullable String fault;

  /** Says that all is there. */
  public void done() {
    prepared = true;
  }

  /** Says why it will not be. */
  public void failed(String reason) {
    fault = reason;
  }

  boolean isPrepared() {
    return prepared;
  }

  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }
}
