package io.podwire.cli.doctor;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel says in its files; empty where this container hides them. */
final class KernelFile {
  private static final int MAX_BYTES = 1 << 16;

  private KernelFile() {}

  /** The first line. */
  static Optional<String> line(String path) {
    return text(path).map(text -> text.lines().findFirst().orElse("").strip());
  }

  /** The whole content. */
  static Optional<String> text(String path) {
    try (InputStream in = new FileInputStream(path)) {
      byte[] bytes = new byte[MAX_BYTES]; // a sysctl gives all at the first read or never
      int length = Math.max(0, in.read(bytes));
      return Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The soft limit of this process that {@code /proc/self/limits} calls {@code name}. */
  static Optional<String> processLimit(String name) {
    Pattern row = Pattern.compile("^" + Pattern.quote(name) + "\\s+(\\S+)", Pattern.MULTILINE);
    return text("/proc/self/limits").map(row::matcher).filter(Matcher::find).map(m -> m.group(1));
  }
}
