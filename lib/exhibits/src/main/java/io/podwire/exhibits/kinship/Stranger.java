package io.podwire.exhibits.kinship;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.RawDescriptor;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that lived before the pipe was made: looks for it among its own descriptors, and writes
 * to what can be opened by a name, a command a line, until its standard input ends.
 */
final class Stranger {
  private Stranger() {}

  /** Answers every line with one. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("here");
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 3);
      System.out.println(
          words[0].equals("look") ? look(words[1]) : write(words[2], Long.parseLong(words[1])));
    }
  }

  /** How many descriptors it has, and how many of them stand for this. */
  private static String look(String link) throws IOException {
    int all = 0;
    int found = 0;
    try (DirectoryStream<Path> own = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : own) {
        all++;
        found += link.equals(linkOf(descriptor)) ? 1 : 0;
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw new UncheckedIOException(e.getCause());
    }
    return all + " " + found;
  }

  private static String linkOf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static String write(String path, long number) {
    CallState state = new CallState();
    long startedNanos = System.nanoTime();
    int fd = Descriptors.open(state, path, Descriptors.O_WRONLY | Descriptors.O_NONBLOCK, 0);
    if (fd < 0) {
      return new Attempt(-1, state.errno(), startedNanos, System.nanoTime()).line();
    }
    try (RawDescriptor opened = RawDescriptor.of(fd)) {
      opened.buffer().set(ValueLayout.JAVA_LONG, 0, number);
      return opened.write(Long.BYTES).line();
    }
  }
}
