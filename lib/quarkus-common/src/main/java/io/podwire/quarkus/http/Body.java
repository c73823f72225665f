package io.podwire.quarkus.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a request's body as they arrive. The memory follows what has arrived, never what is
 * announced, and is taken from a {@link BodyBudget}. For the event loop; {@link #stream} for the
 * thread that serves the request.
 */
final class Body {
  private static final int GROWTH = 4;
  private static final byte[] NONE = {};

  private final BodyBudget budget;
  private final int boundBytes;
  private byte[] bytes = NONE;
  private int length;

  /**
   * Takes nothing yet.
   *
   * @param boundBytes what it will be at most
   */
  Body(BodyBudget budget, long boundBytes) {
    this.budget = budget;
    this.boundBytes = Math.toIntExact(boundBytes);
  }

  /** Whether a part of so many bytes is within the bound. */
  boolean fits(int more) {
    return more <= boundBytes - length;
  }

  /** Appends a part that fits; false if the budget has no memory for it. */
  boolean append(Buffer part) {
    int needed = length + part.length();
    if (needed > bytes.length && !grow(needed)) {
      return false;
    }
    part.getBytes(bytes, length);
    length = needed;
    return true;
  }

  /** To what is needed, or four times what was there if that is more. */
  private boolean grow(int needed) {
    int capacity = (int) Math.min(boundBytes, Math.max(needed, (long) GROWTH * length));
    if (!budget.take(capacity - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, capacity); // only while it is copied are there both
    return true;
  }

  /** All of it. */
  InputStream stream() {
    return new Whole(bytes, length);
  }

  /** Gives its memory back; nothing to do the second time. */
  void free() {
    budget.giveBack(bytes.length);
    bytes = NONE;
    length = 0;
  }

  /** Gives its own array to who wants all: a message of 4 MiB is not copied once more. */
  private static final class Whole extends ByteArrayInputStream {
    Whole(byte[] bytes, int length) {
      super(bytes, 0, length);
    }

    @Override
    public synchronized byte[] readAllBytes() {
      if (pos > 0 || count < buf.length) {
        return super.readAllBytes();
      }
      pos = count;
      return buf;
    }
  }
}
