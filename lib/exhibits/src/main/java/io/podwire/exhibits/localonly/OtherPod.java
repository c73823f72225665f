package io.podwire.exhibits.localonly;

import io.podwire.exhibits.CannotShowException;
import io.podwire.exhibits.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Namespaces such as another pod has (unshare(1)): IPC, mounts with a memory volume of its own, and
 * process ids. The network is left as it is. Stateless.
 */
final class OtherPod {
  private static final List<String> UNSHARE =
      List.of(
          "unshare",
          "--map-root-user",
          "--ipc",
          "--mount",
          "--pid",
          "--fork",
          "--kill-child",
          "--mount-proc");
  private static final String OWN_VOLUME = "mount -t tmpfs none \"$0\" && exec \"$@\"";

  private OtherPod() {}

  /**
   * The words before a command that is to run there.
   *
   * @param volume the folder that is another one there
   * @throws CannotShowException if this machine does not allow it
   */
  static List<String> prefix(Path volume) {
    List<String> prefix = new ArrayList<>(UNSHARE);
    prefix.addAll(List.of("sh", "-c", OWN_VOLUME, volume.toString()));
    List<String> nothing = new ArrayList<>(prefix);
    nothing.add("true");
    Probe.failure(nothing)
        .ifPresent(
            said -> {
              throw new CannotShowException(
                  "a process with namespaces of its own, as another pod has, needs unshare(1) and a"
                      + " kernel that lets this user call it ("
                      + said
                      + "); try it as root on the host, or see the forbidden cells of podwire"
                      + " cluster run");
            });
    return prefix;
  }
}
