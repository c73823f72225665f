package io.podwire.cli.demo;

import io.podwire.cli.console.Console;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes what demos leave behind: directories, and the queues that the kernel keeps for them. */
final class Leftovers {
  private static final Pattern QUEUE_LOCK =
      Pattern.compile("podwire-mq-(.+)\\.(?:sender|receiver|setup)\\.lock");
  private static final Duration BIRTH = Duration.ofMinutes(1);

  private Leftovers() {}

  /** Removes what killed demos of this user have left in {@code folder}. */
  static void sweep(Path folder, Console console) {
    for (Path demo : list(folder, DemoDirectory.prefix() + "*")) {
      if (DemoDirectory.isAbandoned(demo)) {
        console.progress("podwire: removing what a killed demo left in " + demo);
        remove(demo);
      }
    }
    for (Path unborn : list(folder, "." + DemoDirectory.prefix() + "*")) {
      if (isOld(unborn)) {
        remove(unborn);
      }
    }
  }

  private static boolean isOld(Path path) {
    try {
      return Files.getLastModifiedTime(path).toInstant().isBefore(Instant.now().minus(BIRTH));
    } catch (IOException e) {
      return false; // just gone
    }
  }

  /** Removes a demo's directory and its queues. Nobody uses them any more. */
  static void remove(Path demo) {
    for (Path pod : list(demo, "?")) {
      removeQueues(pod);
    }
    try (var all = Files.walk(demo)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e; // else its demo was just closing, and removes the rest itself
      }
    } catch (NoSuchFileException e) {
      // gone already
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Queues are known by the files beside them: not every machine shows /dev/mqueue. */
  private static void removeQueues(Path pod) {
    for (Path key : list(pod, "*.key")) {
      remove("sysv:" + key);
    }
    for (Path lock : list(pod, "podwire-mq-*.lock")) {
      Matcher name = QUEUE_LOCK.matcher(lock.getFileName().toString());
      if (name.matches()) {
        remove("mq:/" + name.group(1) + "?locks=" + pod);
      }
    }
  }

  /** What is not a demo's own stays in the kernel; its files go with the directory. */
  private static void remove(String address) {
    ChannelUri uri = ChannelUri.parse(address);
    Transport transport = Transports.of(uri);
    try {
      transport.remove(uri);
    } catch (ChannelException e) {
      if (e.kind() != ChannelException.Kind.FOREIGN) {
        throw e;
      }
    }
  }

  private static List<Path> list(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, glob)) {
      paths.forEach(found::add);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
