package io.podwire.exhibits.lockfree;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Stage;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The writing processes, which begin together. */
record Writers(List<Companion> companions) {
  private static final int COUNT = 3;

  static Writers start(Stage stage) {
    List<Companion> companions =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(number -> stage.start(Writer.class, number))
            .toList();
    companions.forEach(Companion::line);
    return new Writers(companions);
  }

  int count() {
    return companions.size();
  }

  /** Has each open the same, and returns when all have. */
  void open(String kind, int messages, int messageBytes, Object name) {
    companions.forEach(
        writer ->
            writer.tell(
                String.format(Locale.ROOT, "%s %d %d %s", kind, messages, messageBytes, name)));
    companions.forEach(Companion::line);
  }

  void go() {
    companions.forEach(writer -> writer.tell("go"));
  }

  /** Waits until all are done; how many system calls they made. */
  long calls() {
    return companions.stream().mapToLong(writer -> Long.parseLong(writer.line())).sum();
  }
}
