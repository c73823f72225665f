package io.podwire.lab.api;

import io.podwire.ipc.ChannelUri;
import java.nio.file.Path;

/**
 * The addresses of a pod's local channels, agreed by its three programs: all below the pod's
 * directories, or named after them where the kernel gives names of its own.
 *
 * @param directory the pod's directory on a memory volume: rings, and the locks of POSIX queues
 * @param filesDirectory where what is only a name to the kernel lies (FIFOs, sockets, key files); a
 *     disk will do
 * @param prefix unique among the pods that share an IPC namespace; letters, digits and hyphens
 */
public record PodChannels(Path directory, Path filesDirectory, String prefix) {
  /** All of it in one directory. */
  public PodChannels(Path directory, String prefix) {
    this(directory, directory, prefix);
  }

  /**
   * The address of the channel {@code name} over a mechanism.
   *
   * @param scheme shm, fifo, mq, sysv or uds
   * @throws IllegalArgumentException if the scheme has no local address
   */
  public ChannelUri uri(String scheme, String name) {
    String file = filesDirectory.resolve(name).toString();
    return ChannelUri.parse(
        switch (scheme) {
          case "shm" -> "shm:" + directory.resolve(name) + ".ring";
          case "fifo" -> "fifo:" + file + ".fifo";
          case "uds" -> "uds:" + file + ".sock";
          case "sysv" -> "sysv:" + file + ".key";
          case "mq" ->
              "mq:/podwire-%s-%s?messages=10&messageSize=1KiB&locks=%s"
                  .formatted(prefix, name, directory);
          default -> throw new IllegalArgumentException(scheme + " has no local address");
        });
  }
}
