package io.podwire.exhibits.kinship;

import io.podwire.exhibits.RawDescriptor;
import java.lang.foreign.ValueLayout;

/** A process that inherited a pipe's write end, as its standard error: says so and writes to it. */
final class Kin {
  private Kin() {}

  /** Says what the descriptor stands for, writes the number given, and says how that went. */
  public static void main(String[] arguments) {
    try (RawDescriptor pipe = RawDescriptor.of(2)) {
      System.out.println(pipe.link());
      pipe.buffer().set(ValueLayout.JAVA_LONG, 0, Long.parseLong(arguments[0]));
      System.out.println(pipe.write(Long.BYTES).line());
    }
  }
}
