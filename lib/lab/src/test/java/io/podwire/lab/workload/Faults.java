package io.podwire.lab.workload;

import io.podwire.lab.integrity.IntegrityCounts;
import java.util.Set;

/**
 * What a channel is to do wrong in the measured phase, by the number of the message.
 *
 * @param dropped never delivered
 * @param duplicated delivered twice
 * @param swapped delivered after the next one
 * @param flipped delivered with one bit flipped
 */
public record Faults(
    Set<Long> dropped, Set<Long> duplicated, Set<Long> swapped, Set<Long> flipped) {
  public static final Faults NONE = new Faults(Set.of(), Set.of(), Set.of(), Set.of());

  public Faults dropping(Long... numbers) {
    return new Faults(Set.of(numbers), duplicated, swapped, flipped);
  }

  public Faults duplicating(Long... numbers) {
    return new Faults(dropped, Set.of(numbers), swapped, flipped);
  }

  public Faults swapping(Long... numbers) {
    return new Faults(dropped, duplicated, Set.of(numbers), flipped);
  }

  public Faults flipping(Long... numbers) {
    return new Faults(dropped, duplicated, swapped, Set.of(numbers));
  }

  /** What a check that misses nothing counts. */
  public IntegrityCounts counts() {
    return new IntegrityCounts(
        dropped.size(), duplicated.size(), swapped.size(), flipped.size(), 0);
  }

  /** How many more messages arrive than were sent. */
  public long surplus() {
    return duplicated.size() - dropped.size();
  }
}
