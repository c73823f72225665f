package io.podwire.ipc.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The limits of this kernel and user on queues, read anew each time: an operator may raise them.
 */
final class KernelLimits {
  private KernelLimits() {}

  /** fs.mqueue.msg_max, the most messages that a POSIX queue may hold. */
  static long posixMessages() {
    return sysctl("fs/mqueue/msg_max", 10);
  }

  /** fs.mqueue.msgsize_max, the longest message that a POSIX queue may take, in bytes. */
  static long posixMessageBytes() {
    return sysctl("fs/mqueue/msgsize_max", 8192);
  }

  /** kernel.msgmax, the longest System V message in bytes. */
  static long systemVMessageBytes() {
    return sysctl("kernel/msgmax", 8192);
  }

  /** kernel.msgmnb, what a System V queue holds, in bytes. */
  static long systemVQueueBytes() {
    return sysctl("kernel/msgmnb", 16384);
  }

  /** kernel.msgmni, how many System V queues there may be. */
  static long systemVQueues() {
    return sysctl("kernel/msgmni", 32000);
  }

  /** RLIMIT_MSGQUEUE of this process as {@code /proc} writes it. */
  static String posixBytesPerUser() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/self/limits"));
      return lines.stream()
          .filter(line -> line.startsWith("Max msgqueue size"))
          .map(line -> line.split("\\s{2,}")[1])
          .findFirst()
          .orElse("819200");
    } catch (IOException e) {
      return "819200"; // the kernel's default
    }
  }

  private static long sysctl(String name, long kernelDefault) {
    // Not readString: it asks for one byte first, and the kernel gives a number in one read or not
    // at all, so that 10 would come as 1.
    try (BufferedReader reader = Files.newBufferedReader(Path.of("/proc/sys", name))) {
      String line = reader.readLine();
      return line == null ? kernelDefault : Long.parseLong(line.strip());
    } catch (IOException | NumberFormatException e) {
      return kernelDefault; // hidden in some sandboxes; the kernel itself still refuses
    }
  }
}
