package io.podwire.e2e.cluster;

import org.jspecify.annotations.Nullable;

/** What a test class holds, released even when it was never made. Stateless. */
final class TestResources {
  private TestResources() {}

  /** Closes them in this order, each whatever becomes of the one before. */
  static void close(@Nullable AutoCloseable... resources) {
    Throwable first = null;
    for (AutoCloseable resource : resources) {
      try {
        if (resource != null) {
          resource.close();
        }
      } catch (Exception | Error e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw new IllegalStateException("a test left something behind: " + first, first);
    }
  }
}
