package io.podwire.api;

import io.podwire.ipc.ChannelUri;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
  /** What begins the name of every channel of a run. */
  public static final String RUN_PREFIX = "run-";

  private static final List<String> SCHEMES = List.of("shm", "fifo", "mq", "sysv", "uds");
  private static final Pattern RUN_NAME = Pattern.compile(RUN_PREFIX + "[A-Za-z0-9-]{1,100}");
  private static final String MESSAGE_SIZE = "messageSize";

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
              String.format(
                  Locale.ROOT,
                  "mq:/podwire-%s-%s?messages=10&messageSize=1KiB&locks=%s",
                  prefix,
                  name,
                  directory);
          default -> throw new IllegalArgumentException(scheme + " has no local address");
        });
  }

  /**
   * The name of the run's channel that an address means, which {@link #uri} would write just so but
   * for the length of a queue's messages; empty for all other addresses: a run reaches nothing else
   * of this machine by them.
   */
  public Optional<String> runName(ChannelUri asked) {
    if (!SCHEMES.contains(asked.scheme())) {
      return Optional.empty();
    }
    int at = uri(asked.scheme(), RUN_PREFIX).address().lastIndexOf(RUN_PREFIX);
    int end = asked.address().lastIndexOf('.');
    if (asked.address().length() <= at) {
      return Optional.empty();
    }
    String name = asked.address().substring(at, end > at ? end : asked.address().length());
    boolean same = RUN_NAME.matcher(name).matches() && isSame(uri(asked.scheme(), name), asked);
    return same ? Optional.of(name) : Optional.empty();
  }

  private static boolean isSame(ChannelUri own, ChannelUri asked) {
    Map<String, String> parameters = new HashMap<>(asked.parameters());
    parameters.computeIfPresent(MESSAGE_SIZE, (name, any) -> own.parameters().get(name));
    return own.address().equals(asked.address()) && own.parameters().equals(parameters);
  }
}
