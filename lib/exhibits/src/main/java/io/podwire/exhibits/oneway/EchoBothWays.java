package io.podwire.exhibits.oneway;

import io.podwire.exhibits.RawDescriptor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The second process, whose standard input and output are two pipes: says which, tries both the
 * wrong way round, then answers each line with the same until its input ends.
 */
final class EchoBothWays {
  private EchoBothWays() {}

  /** Says two names, two attempts, then echoes. */
  public static void main(String[] arguments) throws IOException {
    try (RawDescriptor input = RawDescriptor.of(0);
        RawDescriptor output = RawDescriptor.of(1)) {
      System.out.println(input.link());
      System.out.println(output.link());
      System.out.println(input.write(1).line());
      System.out.println(output.read(1).line());
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
      }
    }
  }
}
