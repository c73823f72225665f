package io.podwire.cli.cluster.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ExecConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running credential plugin. For one thread. */
final class PluginProcess implements AutoCloseable {
  /** How it ended and what it wrote. */
  record Ended(int exitCode, String out, String err) {}

  private static final int MAX_BYTES = 1 << 20; // more than any token or certificate has

  /** After its end a child of it may still hold its output open. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final Process process;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread outReader;
  private final Thread errReader;

  private PluginProcess(Process process, boolean interactive) {
    this.process = process;
    outReader = reader(process.getInputStream(), out, OutputStream.nullOutputStream());
    errReader =
        reader(
            process.getErrorStream(),
            err,
            interactive ? System.err : OutputStream.nullOutputStream());
  }

  /**
   * Starts it.
   *
   * @param info what it is told of who calls
   * @param interactive whether it may ask the user, who then sees what it writes to stderr
   */
  static PluginProcess start(Path executable, ExecConfig config, String info, boolean interactive)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    if (config.getArgs() != null) {
      command.addAll(config.getArgs());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(
        interactive ? Redirect.INHERIT : Redirect.from(Path.of("/dev/null").toFile()));
    if (config.getEnv() != null) {
      config.getEnv().forEach(set -> builder.environment().put(set.getName(), set.getValue()));
    }
    builder.environment().put("KUBERNETES_EXEC_INFO", info);
    return new PluginProcess(builder.start(), interactive);
  }

  /** Blocks until it ends. */
  Ended await(Duration atMost) throws InterruptedException, TimeoutException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException();
    }
    outReader.join(REST);
    errReader.join(REST);
    return new Ended(process.exitValue(), text(out), text(err));
  }

  String errSoFar() {
    return text(err);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8);
  }

  private static Thread reader(InputStream from, ByteArrayOutputStream kept, OutputStream shown) {
    return Thread.ofPlatform()
        .daemon()
        .name("credential-plugin")
        .start(() -> read(from, kept, shown));
  }

  private static void read(InputStream from, ByteArrayOutputStream kept, OutputStream shown) {
    byte[] buffer = new byte[8192];
    try {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        shown.write(buffer, 0, count);
        shown.flush();
        kept.write(buffer, 0, Math.min(count, MAX_BYTES - kept.size()));
      }
    } catch (IOException e) {
      // closed at the deadline: what came until then counts
    }
  }

  /** The kernel's words of why a program does not start. */
  static String words(IOException fault) {
    String message = String.valueOf(fault.getMessage());
    return message.replaceAll(".*error=\\d+, ", "");
  }

  /** Kills it with its children, if it runs. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
