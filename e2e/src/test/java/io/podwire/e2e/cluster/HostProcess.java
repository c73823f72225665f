package io.podwire.e2e.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A container's first process, as this machine sees it, where the nodes run on this machine. */
record HostProcess(ProcessHandle handle) {
  /** Finds it by the container's id in its cgroup; skips the test if the node is elsewhere. */
  static HostProcess ofContainer(String containerId) {
    Optional<ProcessHandle> found =
        ProcessHandle.allProcesses().filter(process -> isIn(process, containerId)).findFirst();
    assumeTrue(found.isPresent(), "the node of container " + containerId + " is another machine");
    return new HostProcess(found.orElseThrow());
  }

  private static boolean isIn(ProcessHandle process, String containerId) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cgroup")).contains(containerId);
    } catch (IOException e) {
      return false; // has ended meanwhile, or is not ours to see
    }
  }

  /** Kills it as the kernel would, without a word. */
  void kill() {
    handle.destroyForcibly();
  }
}
