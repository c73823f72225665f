package io.podwire.quarkus.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that the bodies of all requests share. Shared by threads. */
final class BodyBudget {
  private final long maxBytes;
  private final AtomicLong takenBytes = new AtomicLong();

  BodyBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes so many bytes; false, and nothing is taken, if there are not as many left. */
  boolean take(long bytes) {
    if (takenBytes.addAndGet(bytes) <= maxBytes) {
      return true;
    }
    takenBytes.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    takenBytes.addAndGet(-bytes);
  }

  long takenBytes() {
    return takenBytes.get();
  }
}
