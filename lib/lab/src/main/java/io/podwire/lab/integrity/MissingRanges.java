package io.podwire.lab.integrity;

/**
 * The numbers that are missing so far: their exact count, and which they are for the latest {@value
 * #CAPACITY} ranges. For one thread.
 */
final class MissingRanges {
  static final int CAPACITY = 1024;

  private long[] from = new long[0];
  private long[] to = new long[0]; // exclusive
  private int size;
  private long total;
  private long forgottenBelow = Long.MIN_VALUE;

  /** How many numbers are missing, forgotten ranges included. */
  long total() {
    return total;
  }

  /** Whether {@code n} lies where it was forgotten which numbers are missing. */
  boolean isForgotten(long n) {
    return n < forgottenBelow;
  }

  /** Notes that the numbers of a range beyond all earlier ones are missing. */
  void append(long first, long end) {
    total += end - first;
    insert(size, first, end);
  }

  /** Strikes a number out; returns false if it was not missing. */
  boolean remove(long n) {
    int index = find(n);
    if (index < 0) {
      return false;
    }
    total--;
    long end = to[index];
    if (n == from[index]) {
      from[index]++;
    } else {
      to[index] = n;
    }
    if (from[index] == to[index]) {
      delete(index);
    } else if (to[index] == n && n + 1 < end) {
      insert(index + 1, n + 1, end);
    }
    return true;
  }

  private int find(long n) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (n < from[middle]) {
        high = middle - 1;
      } else if (n >= to[middle]) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  private void insert(int index, long first, long end) {
    int at = index;
    if (size == CAPACITY) {
      forgottenBelow = to[0];
      delete(0);
      at--;
    }
    if (size == from.length) {
      int capacity = Math.max(16, size * 2);
      from = java.util.Arrays.copyOf(from, capacity);
      to = java.util.Arrays.copyOf(to, capacity);
    }
    System.arraycopy(from, at, from, at + 1, size - at);
    System.arraycopy(to, at, to, at + 1, size - at);
    from[at] = first;
    to[at] = end;
    size++;
  }

  private void delete(int index) {
    size--;
    System.arraycopy(from, index + 1, from, index, size - index);
    System.arraycopy(to, index + 1, to, index, size - index);
  }
}
