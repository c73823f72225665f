package io.podwire.result.analysis;

import io.podwire.result.Result;
import io.podwire.result.Wrap;
import java.util.List;

/** What the placement of the pods keeps from being shown. Stateless. */
public final class NotShown {
  public static final String TITLE = "Not shown here";

  private NotShown() {}

  /** A sentence for each boundary; none where nobody looked. */
  public static List<String> of(Result result) {
    List<String> sentences = result.environment().notShown();
    return sentences == null ? List.of() : sentences.stream().map(Wrap::oneLine).toList();
  }
}
