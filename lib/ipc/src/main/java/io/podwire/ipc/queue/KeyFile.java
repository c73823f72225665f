package io.podwire.ipc.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.FileFault;
import io.podwire.ipc.libc.ChannelFile;
import io.podwire.ipc.libc.ChannelPath;
import io.podwire.ipc.libc.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a key file says: three lines of text, {@code podwire-sysv 1}, {@code id …}, {@code made …}.
 * The queue itself is private, so that no stranger's key can meet it (ftok(3) keeps 16 bits of the
 * inode). Immutable.
 *
 * @param id the queue's
 * @param madeSeconds when the kernel made it; ids come again after a reboot and elsewhere
 */
record KeyFile(int id, long madeSeconds) {
  private static final int LONGEST = 256;
  private static final String BEGINNING = "podwire-sysv ";
  private static final Pattern ANY_VERSION =
      Pattern.compile("podwire-sysv (\\d+)\n.*", Pattern.DOTALL);
  private static final Pattern FORM =
      Pattern.compile("podwire-sysv 1\nid (\\d{1,10})\nmade (\\d{1,18})\n");

  /**
   * Reads a key file; empty if there is none.
   *
   * @throws ChannelException of kind FOREIGN if Podwire did not make it, VERSION, DENIED
   */
  static Optional<KeyFile> read(ChannelUri uri, Path path) {
    try (ChannelFile file = ChannelFile.open(uri, path, false)) {
      return file == null
          ? Optional.empty()
          : Optional.of(parse(uri, file.path(), new String(file.read(0, LONGEST), UTF_8)));
    }
  }

  private static KeyFile parse(ChannelUri uri, ChannelPath path, String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      try {
        return new KeyFile(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
      } catch (NumberFormatException e) {
        throw path.foreign("holds no id of a queue");
      }
    }
    Matcher other = ANY_VERSION.matcher(text);
    if (other.matches() && !other.group(1).equals("1")) {
      throw new ChannelException(
          ChannelException.Kind.VERSION,
          String.format(
              Locale.ROOT,
              "%s: the key file is of version %s, this program reads 1; run the same release at both ends",
              uri,
              other.group(1)));
    }
    throw path.foreign("is not a key file of Podwire");
  }

  /** Puts this in place of what is there, at once or not at all. */
  void write(ChannelUri uri, Path path) {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    removeUnfinished(uri, fresh);
    try (ChannelFile file = ChannelFile.make(uri, fresh)) {
      file.write(
          0,
          String.format(Locale.ROOT, "podwire-sysv 1\nid %d\nmade %d\n", id, madeSeconds)
              .getBytes(UTF_8));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          String.format(
              Locale.ROOT,
              "%s: the key file cannot be written: %s; check that its directory is yours",
              uri,
              FileFault.words(e)),
          e);
    }
  }

  /** What a crash left; anything else of that name is not ours to remove. */
  private static void removeUnfinished(ChannelUri uri, Path fresh) {
    try (ChannelFile file = ChannelFile.open(uri, fresh, false)) {
      if (file != null) {
        requireBeginning(file);
        file.path().remove(FileKind.REGULAR);
      }
    }
  }

  private static void requireBeginning(ChannelFile file) {
    String found = new String(file.read(0, BEGINNING.length()), UTF_8);
    if (!BEGINNING.startsWith(found)) {
      throw file.path().foreign("is not a key file of Podwire");
    }
  }
}
