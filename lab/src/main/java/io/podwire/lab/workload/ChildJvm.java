package io.podwire.lab.workload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a small JVM with this one's executable and class path. */
public final class ChildJvm {
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms8m",
          "-Xmx64m",
          "-Xss512k",
          "-XX:+UnlockDiagnosticVMOptions", // for the next
          "-XX:ArchiveRelocationMode=0", // 10 MB less of its own: it may live in a small container
          "--enable-native-access=ALL-UNNAMED");

  private ChildJvm() {}

  /** The words that start {@code main} with these arguments. */
  public static List<String> command(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }
}
