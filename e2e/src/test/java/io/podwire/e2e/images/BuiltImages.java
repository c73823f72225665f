package io.podwire.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.Podwire;
import io.podwire.cli.console.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The three images, built once by the command that users have. */
public final class BuiltImages {
  /** The tag that the tests give them. */
  public static final String TAG = "e2e";

  /** What each is made of. */
  public static final List<String> PROGRAMS = List.of("producer", "consumer", "sidecar");

  private static String said = "";

  private BuiltImages() {}

  /**
   * Builds them if that has not been done, and returns what the command said. For tests that have
   * {@link NeedsEngine}.
   */
  public static synchronized String require() {
    if (said.isEmpty()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int exitCode =
          Podwire.run(
              new PrintStream(out, true, StandardCharsets.UTF_8),
              System.err,
              "images",
              "--tag",
              TAG);
      assertThat(exitCode).isEqualTo(ExitCode.FINE);
      said = out.toString(StandardCharsets.UTF_8);
    }
    return said;
  }

  /** The full name of a program's image. */
  public static String name(String program) {
    return "podwire/" + program + ":" + TAG;
  }
}
