package io.podwire.exhibits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Namespaces such as another container of the same pod has (unshare(1)): mounts and process ids of
 * its own; IPC, network and the memory volume are shared. Stateless.
 */
public final class OtherContainer {
  /** The words before a command that is to run there. */
  static final List<String> PREFIX =
      List.of(
          "unshare",
          "--map-root-user",
          "--mount",
          "--pid",
          "--fork",
          "--kill-child",
          "--mount-proc");

  private OtherContainer() {}

  /** Why this machine does not allow it; empty if it does. */
  public static Optional<String> refusal() {
    List<String> nothing = new ArrayList<>(PREFIX);
    nothing.add("true");
    return Probe.failure(nothing);
  }
}
