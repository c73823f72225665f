package io.podwire.cli.exhibit;

import io.podwire.lab.exhibit.CannotShowException;
import io.podwire.lab.exhibit.Exhibit;
import io.podwire.lab.exhibit.Stage;
import io.podwire.lab.exhibit.Verdict;

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
