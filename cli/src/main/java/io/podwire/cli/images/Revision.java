package io.podwire.cli.images;

import io.podwire.cli.console.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Which commit the images are made of. Stateless. */
final class Revision {
  /** Where git does not tell. */
  static final String UNKNOWN = "unknown";

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}(-dirty)?");

  private Revision() {}

  /**
   * The commit that is checked out in {@code home} itself, with "-dirty" where a file differs from
   * it. Blocks until git has ended.
   */
  static String of(Path home, Tool git) throws InterruptedException {
    try {
      Tool.Outcome outcome =
          git.call(
              List.of(
                  "--git-dir=" + home.resolve(".git"),
                  "--work-tree=" + home,
                  "describe",
                  "--always",
                  "--exclude=*",
                  "--abbrev=64",
                  "--dirty"),
              line -> {});
      return COMMIT.matcher(outcome.lastLine()).matches() ? outcome.lastLine() : UNKNOWN;
    } catch (FailureException e) { // there is no git, and images need none
      return UNKNOWN;
    }
  }
}
