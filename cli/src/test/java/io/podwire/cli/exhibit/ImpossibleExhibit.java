package io.podwire.cli.exhibit;

import io.podwire.exhibits.CannotShowException;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;

/** One that no machine can show. */
public final class ImpossibleExhibit implements Exhibit {
  @Override
  public String name() {
    return "impossible";
  }

  @Override
  public String claim() {
    return "Nothing is impossible.";
  }

  @Override
  public Verdict show(Stage stage) {
    throw new CannotShowException("it takes a second machine; bring one");
  }
}
