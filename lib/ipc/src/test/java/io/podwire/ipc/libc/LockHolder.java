package io.podwire.ipc.libc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** A JVM that holds a {@link SideLock} until its input ends or it is killed. */
final class LockHolder implements AutoCloseable {
  private final Process process;

  private LockHolder(Process process) {
    this.process = process;
  }

  /** Returns once the lock is held. */
  static LockHolder start(Path file, boolean exclusive) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString(),
                Boolean.toString(exclusive))
            .redirectError(Redirect.INHERIT)
            .start();
    if (!"held".equals(process.inputReader(UTF_8).readLine())) {
      process.destroyForcibly();
      throw new IOException("the child does not hold the lock");
    }
    return new LockHolder(process);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Holds the lock on the file named, exclusively or not. */
  public static void main(String[] arguments) throws IOException {
    try (SideLock _ =
        SideLock.hold("test", Path.of(arguments[0]), Boolean.parseBoolean(arguments[1]))) {
      System.out.println("held");
      new InputStreamReader(System.in, UTF_8).read();
    }
  }
}
