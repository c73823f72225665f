package io.podwire.cli.console;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder that Podwire was built in, which the script {@code podwire} names. */
public final class Home {
  private Home() {}

  /** The folder. */
  public static Path path() {
    @Nullable String home = System.getProperty("podwire.home");
    if (home == null) {
      throw FailureException.failed(
          "the property podwire.home is not set; start the command by the script podwire");
    }
    return Path.of(home);
  }
}
