package io.podwire.exhibits.backlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel's allocator has handed out for the shortest messages of System V queues, on the
 * whole machine (slabinfo(5)).
 *
 * @param cache where they come from
 * @param objects how many are in use
 * @param objectBytes what each takes
 */
record KernelMemory(String cache, long objects, long objectBytes) {
  private static final Path ALLOCATIONS = Path.of("/proc/slabinfo");

  /** Where a message lies with its header: of its own since Linux 6.11, before that with others. */
  private static final List<String> CACHES = List.of("msg_msg-64", "kmalloc-cg-64", "kmalloc-64");

  /** What is in use now; empty where the kernel hides it. */
  static Optional<KernelMemory> now() {
    try {
      List<String> lines = Files.readAllLines(ALLOCATIONS);
      return CACHES.stream()
          .flatMap(cache -> lines.stream().filter(line -> line.startsWith(cache + " ")))
          .findFirst()
          .map(KernelMemory::parse);
    } catch (IOException | UncheckedIOException hidden) {
      return Optional.empty();
    }
  }

  private static KernelMemory parse(String line) {
    String[] words = line.split("\\s+");
    return new KernelMemory(words[0], Long.parseLong(words[1]), Long.parseLong(words[3]));
  }

  /** How many bytes more are in use than earlier. */
  long bytesSince(KernelMemory earlier) {
    return (objects - earlier.objects) * objectBytes;
  }
}
