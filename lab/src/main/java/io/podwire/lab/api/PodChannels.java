package io.podwire.lab.api;

import io.podwire.ipc.ChannelUri;
import java.nio.file.Path;

/**
 * The addresses of a pod's local channels, agreed by its three programs: all below the pod's
 * channel directory, or named after it where the kernel gives names of its own.
 *
 * @param directory the pod's directory on a memory volume
 * @param prefix unique among the pods that share an IPC namespace; letters, digits and hyphens
 */
public record PodChannels(Path directory, String prefix) {
  /**
   * The address of the channel {@code name} over a mechanism.
   *
   * @param scheme shm, fifo, mq, sysv or uds
   * @throws IllegalArgumentException if the scheme has no local address
   */
  public ChannelUri uri(String scheme, String name) {
    String file = directory.resolve(name).toString();
    return ChannelUri.parse(
        switch (scheme) {
          case "shm" -> "shm:" + file + ".ring";
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
