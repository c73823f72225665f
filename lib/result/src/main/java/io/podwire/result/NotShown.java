package io.podwire.result;

import java.util.List;

/** What the placement of the pods keeps from being shown. Stateless. */
final class NotShown {
  static final String TITLE = "Not shown here";

  private NotShown() {}

  /** A sentence for each boundary; none where nobody looked. */
  static List<String> of(Result result) {
    List<String> sentences = result.environment().notShown();
    return sentences == null ? List.of() : sentences.stream().map(Wrap::oneLine).toList();
  }
}
