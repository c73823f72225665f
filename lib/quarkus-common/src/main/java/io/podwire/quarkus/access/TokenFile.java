package io.podwire.quarkus.access;

import io.podwire.api.AccessToken;
import io.podwire.ipc.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds the token. It is looked at once a second at most, and read again when it has
 * changed: a mounted Secret changes while its pod runs. Threads may share it.
 */
final class TokenFile {
  private static final Logger LOG = Logger.getLogger(TokenFile.class);

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path path;
  private final LongSupplier nanoTime;
  private @Nullable Version version;
  private @Nullable Reading reading;
  private long lookedNanos;

  /**
   * What the file holds.
   *
   * @param token null if it holds none
   * @param fault why it holds none, in one line; empty if it holds one
   */
  record Reading(@Nullable AccessToken token, String fault) {}

  /** What differs once a file is written or replaced. */
  private record Version(@Nullable Object fileKey, FileTime modified, long sizeBytes) {}

  TokenFile(Path path) {
    this(path, System::nanoTime);
  }

  TokenFile(Path path, LongSupplier nanoTime) {
    this.path = path;
    this.nanoTime = nanoTime;
  }

  Path path() {
    return path;
  }

  /** What it holds, or held within the last second. */
  synchronized Reading read() {
    long now = nanoTime.getAsLong();
    Reading last = reading;
    if (last != null && now - lookedNanos < FRESH_NANOS) {
      return last;
    }
    lookedNanos = now;
    Reading next = look(last);
    if (!next.equals(last)) {
      reading = next;
      tell(next);
    }
    return next;
  }

  private Reading look(@Nullable Reading last) {
    try {
      // follows links: the files of a mounted Secret are links
      var found = Files.readAttributes(path, BasicFileAttributes.class);
      var now = new Version(found.fileKey(), found.lastModifiedTime(), found.size());
      if (last != null && now.equals(version)) {
        return last;
      }
      version = now;
      return found.isRegularFile() ? load() : fault("it is no regular file");
    } catch (IOException e) {
      version = null;
      return fault(FileFault.words(e));
    }
  }

  private Reading load() throws IOException {
    try {
      return new Reading(AccessToken.read(path), "");
    } catch (IllegalArgumentException e) {
      return fault(String.valueOf(e.getMessage()));
    }
  }

  private Reading fault(String what) {
    return new Reading(null, String.format(Locale.ROOT, "token file %s: %s", path, what));
  }

  private void tell(Reading next) {
    if (next.token() == null) {
      LOG.warnf("%s; requests that change something are refused until it holds one", next.fault());
    } else {
      LOG.infof("requests that change something need the token in %s", path);
    }
  }
}
