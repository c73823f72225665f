package io.podwire.lab.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The memory file systems that this process may write to. */
final class MemoryVolumes {
  private MemoryVolumes() {}

  static Map<String, Long> bytesByMountPoint(KernelFiles files) {
    Map<String, Long> sizes = new TreeMap<>();
    for (String line : files.lines("proc/mounts")) {
      String[] fields = line.split(" "); // device, mount point, type, options, …
      if (fields.length > 2 && fields[2].equals("tmpfs")) {
        add(sizes, fields[1].replace("\\040", " "));
      }
    }
    return sizes;
  }

  private static void add(Map<String, Long> sizes, String mountPoint) {
    try {
      Path path = Path.of(mountPoint);
      if (Files.isDirectory(path) && Files.isWritable(path)) {
        sizes.put(mountPoint, Files.getFileStore(path).getTotalSpace());
      }
    } catch (IOException hidden) {
      // absent, as promised: a mount of somebody else's namespace
    }
  }
}
