package io.podwire.exhibits;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the known names may have been meant by a wrong one: those that hold it, those a few
 * letters away, and those that share the most of its words. Stateless.
 */
final class NearNames {
  private static final int NEAR_EDITS = 4;

  /** Shorter ones, such as is and has, say nothing of what was meant. */
  private static final int TELLING_LETTERS = 4;

  private NearNames() {}

  /** The nearest first; empty if none is near. */
  static List<String> of(String wrong, List<String> known) {
    String name = wrong.toLowerCase(Locale.ROOT);
    if (name.isBlank()) {
      return List.of();
    }
    int most = known.stream().mapToInt(one -> shared(name, one)).max().orElse(0);
    return known.stream()
        .filter(one -> isAlike(name, one) || most > 0 && shared(name, one) == most)
        .sorted(
            Comparator.comparingInt((String one) -> -shared(name, one))
                .thenComparingInt(one -> EditDistance.between(name, one)))
        .toList();
  }

  private static boolean isAlike(String name, String known) {
    return known.contains(name) || EditDistance.between(name, known) <= NEAR_EDITS;
  }

  private static int shared(String name, String known) {
    Set<String> both = words(name);
    both.retainAll(words(known));
    return both.size();
  }

  /** The words that tell something, in the singular. */
  private static Set<String> words(String name) {
    return Arrays.stream(name.split("-"))
        .filter(word -> word.length() >= TELLING_LETTERS)
        .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
        .collect(Collectors.toSet());
  }
}
