package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private static final Pattern ANY_VERSION =
      Pattern.compile("podwire-sysv (\\d+)\n.*", Pattern.DOTALL);
  private static final Pattern FORM =
      Pattern.compile("podwire-sysv 1\nid (\\d{1,10})\nmade (\\d{1,18})\n");

  /**
   * Reads a key file; empty if there is none.
   *
   * @throws ChannelException of kind FOREIGN if Podwire did not make it, VERSION, DENIED
   */
  static Optional<KeyFile> read(ChannelUri uri, Path file) {
    if (Files.isDirectory(file)) {
      throw foreign(uri, "is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(parse(uri, new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw fault(uri, "cannot be read", e);
    }
  }

  private static KeyFile parse(ChannelUri uri, String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      try {
        return new KeyFile(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
      } catch (NumberFormatException e) {
        throw foreign(uri, "holds no id of a queue");
      }
    }
    Matcher other = ANY_VERSION.matcher(text);
    if (other.matches() && !other.group(1).equals("1")) {
      throw new ChannelException(
          ChannelException.Kind.VERSION,
          "%s: the key file is of version %s, this program reads 1; run the same release at both ends"
              .formatted(uri, other.group(1)));
    }
    throw foreign(uri, "is not a key file of Podwire");
  }

  /** Puts this in place of what is there, at once or not at all. */
  void write(ChannelUri uri, Path file) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, "podwire-sysv 1\nid %d\nmade %d\n".formatted(id, madeSeconds));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw fault(uri, "cannot be written", e);
    }
  }

  private static ChannelException foreign(ChannelUri uri, String found) {
    return new ChannelException(
        ChannelException.Kind.FOREIGN,
        "%s: the path %s; take another path or remove it".formatted(uri, found));
  }

  private static ChannelException fault(ChannelUri uri, String what, IOException e) {
    ChannelException.Kind kind =
        e instanceof AccessDeniedException
            ? ChannelException.Kind.DENIED
            : ChannelException.Kind.FAILED;
    return new ChannelException(
        kind,
        "%s: the key file %s: %s; check that its directory exists and is yours"
            .formatted(uri, what, e),
        e);
  }
}
