package io.podwire.lab.workload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A small JVM with this one's executable and class path. */
public final class ChildJvm {
  /**
   * Where users put options for all JVMs: they may contradict the flags, and each JVM prints them.
   */
  private static final Set<String> OPTIONS_FOR_ALL =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms8m",
          "-Xmx64m",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError", // else it lives on without the threads that found no heap
          "-XX:+UnlockDiagnosticVMOptions", // for the next
          "-XX:ArchiveRelocationMode=0", // 10 MB less of its own: it may live in a small container
          "--enable-native-access=ALL-UNNAMED");

  private ChildJvm() {}

  /** Starts {@code main} with these arguments, and with its own flags alone. */
  public static ProcessBuilder builder(Class<?> main, Object... arguments) {
    return withOwnFlags(new ProcessBuilder(command(main, arguments)));
  }

  /** Takes options for all JVMs out of the environment of a process. */
  public static ProcessBuilder withOwnFlags(ProcessBuilder builder) {
    builder.environment().keySet().removeAll(OPTIONS_FOR_ALL);
    return builder;
  }

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
