package io.podwire.exhibits.nokernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the system calls of one thread from outside, by strace(1), where that is installed and
 * allowed (ptrace(2)). For one thread.
 */
final class Strace implements AutoCloseable {
  private static final Pattern CALL = Pattern.compile("^([a-z_0-9]+)\\(", Pattern.MULTILINE);
  private static final long ATTACH_MILLIS = 3000;
  private static final long LOOK_MILLIS = 2;

  private final @Nullable Process process;
  private final Path calls;
  private final Path words;

  private Strace(@Nullable Process process, Path calls, Path words) {
    this.process = process;
    this.calls = calls;
    this.words = words;
  }

  /**
   * Attaches to a thread of a process of this user; returns when it looks, or cannot.
   *
   * @param file where it may write; another of that name with {@code .err} too
   */
  static Strace attach(long thread, Path file) {
    Path words = file.resolveSibling(file.getFileName() + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of("strace", "-o", file.toString(), "-s", "0", "-p", Long.toString(thread)));
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(words.toFile()).start();
      Strace strace = new Strace(process, file, words);
      strace.awaitAttached(process);
      return strace;
    } catch (IOException notInstalled) {
      return new Strace(null, file, words);
    }
  }

  private void awaitAttached(Process started) throws IOException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ATTACH_MILLIS);
    while (started.isAlive()
        && !said().contains("attached")
        && deadlineNanos - System.nanoTime() > 0) {
      Waiting.pauseMillis(LOOK_MILLIS);
    }
  }

  private String said() throws IOException {
    return Files.exists(words) ? Files.readString(words).strip() : "";
  }

  /** Detaches, and tells what the thread did in between. */
  Trace end() {
    if (process == null) {
      return Trace.missing("it is not installed");
    }
    try {
      if (!process.isAlive() || !said().contains("attached")) {
        String why = said().lines().findFirst().orElse("it said nothing");
        return Trace.missing(why);
      }
      close();
      return new Trace(count(Files.readString(calls)), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often each call stands in what strace wrote. */
  static Map<String, Long> count(String written) {
    return CALL.matcher(written)
        .results()
        .map((MatchResult call) -> call.group(1))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** Detaches. Idempotent. */
  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      Waiting.forEnd(process);
    }
  }
}
