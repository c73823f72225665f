package io.podwire.exhibits.competing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * What one consumer got.
 *
 * @param taken how many messages it took
 * @param numbers which ones
 */
record Share(long taken, BitSet numbers) {
  /** As {@link #parse} reads it. */
  String text() {
    return Arrays.stream(numbers.toLongArray())
        .mapToObj(Long::toHexString)
        .collect(Collectors.joining(" ", taken + " ", ""));
  }

  static Share parse(String text) {
    String[] words = text.split(" ");
    long[] bits =
        Arrays.stream(words)
            .skip(1)
            .filter(word -> !word.isEmpty())
            .mapToLong(word -> Long.parseUnsignedLong(word, 16))
            .toArray();
    return new Share(Long.parseLong(words[0]), BitSet.valueOf(bits));
  }
}
