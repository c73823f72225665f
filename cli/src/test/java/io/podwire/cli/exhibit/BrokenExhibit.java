package io.podwire.cli.exhibit;

import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;

/** One whose try goes wrong after it has seen something. */
public final class BrokenExhibit implements Exhibit {
  @Override
  public String name() {
    return "broken";
  }

  @Override
  public String claim() {
    return "This goes well.";
  }

  @Override
  public Verdict show(Stage stage) {
    stage.saw("1 of 2 steps was taken");
    throw new IllegalStateException("the second process is gone");
  }
}
