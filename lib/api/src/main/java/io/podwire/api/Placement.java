package io.podwire.api;

import java.util.List;

/**
 * What the present placement of the pods lets a comparison show.
 *
 * @param boundaries that can be measured, near to far: process, container, pod, node, zone
 * @param notShown for each of the others a sentence that says why not
 */
public record Placement(List<String> boundaries, List<String> notShown) {
  /** Keeps unmodifiable copies. */
  public Placement {
    boundaries = List.copyOf(boundaries);
    notShown = List.copyOf(notShown);
  }
}
