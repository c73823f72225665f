package io.podwire.exhibits.blocking;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.RawDescriptor;
import java.lang.foreign.ValueLayout;

/**
 * The second process: reads commands of one byte, each with a line's end, from the pipe that is its
 * standard input, and carries them out on the pipe that is its standard error. Says {@code reading}
 * before each read, and what came of each call, a line each.
 */
final class PipeUser {
  /** Writes one page. */
  static final char WRITE = 'w';

  /** Writes until there is no room. */
  static final char FILL = 'f';

  static final int PAGE_BYTES = 4096;

  private PipeUser() {}

  /** Runs until its standard input ends. */
  public static void main(String[] arguments) {
    try (RawDescriptor input = RawDescriptor.of(0);
        RawDescriptor output = RawDescriptor.of(2)) {
      Attempt read;
      do {
        System.out.println("reading");
        read = input.read(1);
        System.out.println(read.line());
        if (read.count() == 1) {
          char command = (char) input.buffer().get(ValueLayout.JAVA_BYTE, 0);
          input.read(1); // the line's end
          carryOut(command, output);
        }
      } while (read.count() == 1);
    }
  }

  private static void carryOut(char command, RawDescriptor output) {
    if (command == WRITE) {
      System.out.println(output.write(PAGE_BYTES).line());
    } else if (command == FILL) {
      System.out.println(output.fill(PAGE_BYTES));
    }
  }
}
