package io.podwire.cli.cluster;

import java.util.Locale;

/**
 * Why a release is not ready.
 *
 * @param line what is missing and how to mend it
 * @param lasting whether waiting alone will not mend it
 */
record Problem(String line, boolean lasting) {
  static Problem lasting(String line, Object... words) {
    return new Problem(String.format(Locale.ROOT, line, words), true);
  }

  static Problem passing(String line, Object... words) {
    return new Problem(String.format(Locale.ROOT, line, words), false);
  }
}
