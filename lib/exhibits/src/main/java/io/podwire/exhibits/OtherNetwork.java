package io.podwire.exhibits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two network namespaces with a wire between them, as two pods of one node have (unshare(1),
 * nsenter(1), veth(4)). They belong to the two processes and are gone with them; nothing is changed
 * outside. Stateless.
 */
public final class OtherNetwork {
  /** The listener's address there, of the range for tests of networks (RFC 2544). */
  public static final String LISTENER_HOST = "198.18.0.1";

  private static final List<String> UNSHARE =
      List.of("unshare", "--map-root-user", "--net", "sh", "-c");
  private static final String LOOPBACK_UP = "ip link set lo up && exec \"$@\"";
  private static final String WIRE_TO_LISTENER =
      "ip link add caller type veth peer name listener netns \"$0\""
          + " && nsenter --target \"$0\" --net sh -c"
          + " 'ip addr add 198.18.0.1/30 dev listener && ip link set listener up'"
          + " && ip addr add 198.18.0.2/30 dev caller && ip link set caller up && exec \"$@\"";

  private OtherNetwork() {}

  /** Why this machine does not allow it; empty if it does. */
  public static Optional<String> refusal() {
    List<String> command = new ArrayList<>(UNSHARE);
    command.add("ip link add caller type veth peer name listener && nsenter --version");
    return Probe.failure(command);
  }

  /** The words before the listener's command. */
  public static List<String> ofListener() {
    List<String> prefix = new ArrayList<>(UNSHARE);
    prefix.addAll(List.of(LOOPBACK_UP, "sh"));
    return prefix;
  }

  /** The words before the command of the caller of that listener. */
  public static List<String> wiredTo(long listenerPid) {
    String pid = Long.toString(listenerPid);
    return List.of(
        "nsenter",
        "--target",
        pid,
        "--user",
        "--preserve-credentials",
        "--",
        "unshare",
        "--net",
        "sh",
        "-c",
        WIRE_TO_LISTENER,
        pid);
  }
}
