package io.podwire.cli.sidecar;

import io.podwire.cli.console.FailureException;

/** How a sidecar is reached while a comparison runs there. Threads may share it. */
public interface SidecarWay {
  /** A way that stays as it is. */
  static SidecarWay of(String url) {
    return () -> url;
  }

  /** The sidecar's address now, without a slash at the end. */
  String url();

  /** Throws when it is known, without a call, that none will be answered. */
  default void requireAlive() {}

  /**
   * Makes the way anew after a call failed; returns whether that is worth another call. The
   * comparison goes on at the sidecar meanwhile.
   */
  default boolean reopen() {
    return false;
  }

  /** The better reason for a call that failed, if there is one. */
  default FailureException explained(FailureException silence) {
    return silence;
  }
}
