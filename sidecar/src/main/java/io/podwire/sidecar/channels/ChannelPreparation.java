package io.podwire.sidecar.channels;

import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.FileFault;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the pod's channel directory and live channels before the other programs start, and removes
 * them in the end. For one thread.
 */
public final class ChannelPreparation {
  private static final List<String> LIVE_SCHEMES = List.of("shm", "fifo", "mq", "sysv");

  private final PodChannels channels;
  private final List<ChannelUri> prepared = new ArrayList<>();

  /** Prepares these channels when told to. */
  public ChannelPreparation(PodChannels channels) {
    this.channels = channels;
  }

  /** The live channels that exist beyond the lives of their ends. */
  public static List<ChannelUri> live(PodChannels channels) {
    List<ChannelUri> live = new ArrayList<>();
    LIVE_SCHEMES.forEach(scheme -> live.add(channels.uri(scheme, "live")));
    live.add(channels.uri("shm", "relay-out"));
    live.add(channels.uri("shm", "relay-in"));
    return live;
  }

  /**
   * Makes what is missing. A channel that a live program holds is adopted as it is; one that nobody
   * holds is made anew.
   *
   * @throws ChannelException naming what could not be made and why
   */
  public void prepare() {
    directories().forEach(ChannelPreparation::make);
    for (ChannelUri uri : live(channels)) {
      Transport transport = Transports.of(uri);
      if (!ChannelLocks.isHeld(directories(), uri)) {
        transport.remove(uri);
      }
      prepared.add(uri);
      transport.prepare(uri, false);
    }
  }

  private Set<Path> directories() {
    return Set.copyOf(List.of(channels.directory(), channels.filesDirectory()));
  }

  private static void make(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
      }
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          String.format(
              Locale.ROOT,
              "%s: the channel directory cannot be made: %s; give another by podwire.channels.directory"
                  + " or podwire.channels.files-directory",
              directory,
              FileFault.words(e)),
          e);
    }
  }

  /**
   * Removes what was prepared, whoever prepared it first, but for what a live program still holds:
   * a sidecar that is started again finds it.
   *
   * @return one line for each channel that could not be removed
   */
  public List<String> remove() {
    List<String> faults = new ArrayList<>();
    for (ChannelUri uri : prepared) {
      try {
        if (ChannelLocks.isHeld(directories(), uri)) {
          continue;
        }
        Transports.of(uri).remove(uri);
      } catch (ChannelException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    prepared.clear();
    return faults;
  }
}
