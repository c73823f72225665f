package io.podwire.cli.doctor;

import io.podwire.ipc.ByteSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Looks at what this machine, container or pod gives. Each look is one method. */
final class MachineChecks {
  private static final Path SHM = Path.of("/dev/shm");
  private static final long SHM_FREE_BYTES = 96L << 20;
  private static final int JDK = 25;
  private static final List<Integer> PORTS = List.of(8080, 8081, 8082, 7400, 7401);

  private MachineChecks() {}

  static List<Finding> all() {
    return List.of(
        jdk(),
        machine(),
        cgroup(),
        sharedMemory(),
        posixQueues(),
        systemVQueues(),
        pipes(),
        ports());
  }

  private static Finding jdk() {
    String found =
        String.format(Locale.ROOT, "%s, %s", Runtime.version(), System.getProperty("java.home"));
    return Runtime.version().feature() >= JDK
        ? Finding.ok("JDK", found)
        : Finding.missing("JDK", found, "install a JDK 25");
  }

  private static Finding machine() {
    int cores = Runtime.getRuntime().availableProcessors();
    String found =
        String.format(
            Locale.ROOT,
            "Linux %s, %s, %d cores, clock source %s",
            System.getProperty("os.version"),
            System.getProperty("os.arch"),
            cores,
            kernel("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
    return cores >= 2
        ? Finding.ok("machine", found)
        : Finding.note(
            "machine", found, "spin needs a core for each end; give at least 2, or do not use it");
  }

  private static Finding cgroup() {
    String memory = kernel("/sys/fs/cgroup/memory.max");
    String cpu = kernel("/sys/fs/cgroup/cpu.max");
    String throttled =
        KernelFile.text("/sys/fs/cgroup/cpu.stat").stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith("nr_throttled "))
            .map(line -> ", throttled " + line.substring("nr_throttled ".length()) + " times")
            .collect(Collectors.joining());
    return Finding.ok(
        "cgroup",
        String.format(Locale.ROOT, "memory.max %s, cpu.max %s%s", memory, cpu, throttled));
  }

  private static Finding sharedMemory() {
    try {
      FileStore store = Files.getFileStore(SHM);
      String found =
          String.format(
              Locale.ROOT,
              "%s, %s of %s free",
              store.type(),
              mebibytes(store.getUsableSpace()),
              mebibytes(store.getTotalSpace()));
      if (!Files.isWritable(SHM) || !store.type().equals("tmpfs")) {
        return Finding.note(SHM.toString(), found, "mount a writable tmpfs there");
      }
      return store.getUsableSpace() >= SHM_FREE_BYTES
          ? Finding.ok(SHM.toString(), found)
          : Finding.note(
              SHM.toString(),
              found,
              "the demo wants 96 MiB; enlarge it (--shm-size, or an emptyDir of medium Memory)");
    } catch (IOException e) {
      return Finding.note(
          SHM.toString(), "not there", "mount a tmpfs there, or name another memory volume");
    }
  }

  private static Finding posixQueues() {
    return Finding.ok(
        "POSIX queues",
        String.format(
            Locale.ROOT,
            "msg_max %s, msgsize_max %s, queues_max %s; per user %s bytes (ulimit -q)",
            kernel("/proc/sys/fs/mqueue/msg_max"),
            kernel("/proc/sys/fs/mqueue/msgsize_max"),
            kernel("/proc/sys/fs/mqueue/queues_max"),
            KernelFile.processLimit("Max msgqueue size").orElse("unknown")));
  }

  private static Finding systemVQueues() {
    return Finding.ok(
        "System V queues",
        String.format(
            Locale.ROOT,
            "msgmax %s, msgmnb %s, msgmni %s",
            kernel("/proc/sys/kernel/msgmax"),
            kernel("/proc/sys/kernel/msgmnb"),
            kernel("/proc/sys/kernel/msgmni")));
  }

  private static Finding pipes() {
    return Finding.ok(
        "pipes and files",
        String.format(
            Locale.ROOT,
            "pipe-max-size %s, open files %s",
            kernel("/proc/sys/fs/pipe-max-size"),
            KernelFile.processLimit("Max open files").orElse("unknown")));
  }

  private static Finding ports() {
    String taken =
        PORTS.stream()
            .filter(port -> !isFree(port))
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    String all = PORTS.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return taken.isEmpty()
        ? Finding.ok("ports", all + " are free")
        : Finding.note("ports", taken + " in use", "the demo takes the next free ones");
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static String kernel(String path) {
    return KernelFile.line(path).orElse("unknown");
  }

  private static String mebibytes(long bytes) {
    return ByteSize.format(bytes >> 20 << 20);
  }
}
