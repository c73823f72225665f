package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.MappingFaults;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Truncates the files of rings under their ends, in a JVM of its own, and prints one line for each
 * method and file: what became of the call, of a second one when the file had its length again, and
 * of close().
 */
final class TruncationProgram {
  private static final long LENGTH = 64;
  private static final MemorySegment MESSAGE = Arena.global().allocate(LENGTH);

  private static long sum;
  private static final MessageHandler READER =
      (buffer, offset, length) -> sum += buffer.get(ValueLayout.JAVA_LONG, offset);

  /** Each call of the contract that may touch a file; every one leaves the ring as it was. */
  private static final Map<String, ToLongFunction<Ring>> CALLS = new LinkedHashMap<>();

  static {
    CALLS.put("offer", ring -> ring.sender.offer(MESSAGE) ? 1 : 0);
    CALLS.put("send", ring -> ring.sender.send(MESSAGE, 0, LENGTH, Ring.deadline()) ? 1 : 0);
    CALLS.put("claim and commit", TruncationProgram::claim);
    CALLS.put("claim and abort", TruncationProgram::abort);
    CALLS.put("offer and flush", ring -> offered(ring) && ring.sender.flush() ? 1 : 0);
    CALLS.put("flush", ring -> ring.sender.flush() ? 1 : 0);
    CALLS.put("isDrained", ring -> ring.sender.isDrained() ? 1 : 0);
    CALLS.put("poll", ring -> ring.receiver.poll(READER, 1));
    CALLS.put("receive", ring -> ring.receiver.receive(READER, 1, System.nanoTime()));
    CALLS.put("receive with patience", ring -> ring.receiver.receive(READER, 1, soon()));
  }

  private TruncationProgram() {}

  private static boolean offered(Ring ring) {
    return ring.sender.offer(MESSAGE);
  }

  private static long soon() {
    return System.nanoTime() + 10_000;
  }

  private static long claim(Ring ring) {
    long offset = ring.sender.claim(LENGTH);
    if (offset >= 0) {
      ring.sender.claimBuffer().set(ValueLayout.JAVA_LONG, offset, 7);
      ring.sender.commit();
    }
    return offset;
  }

  private static long abort(Ring ring) {
    long offset = ring.sender.claim(LENGTH);
    if (offset >= 0) {
      ring.sender.claimBuffer().set(ValueLayout.JAVA_LONG, offset, 7);
      ring.sender.abort();
    }
    return offset;
  }

  /** Runs in a directory, with how many calls of each method before. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    for (WaitStrategy wait : List.of(WaitStrategy.SPIN, WaitStrategy.BLOCK)) {
      warm(directory, wait, calls);
      for (Map.Entry<String, ToLongFunction<Ring>> call : CALLS.entrySet()) {
        for (RingFile file : RingFile.values()) {
          Path place =
              Files.createDirectory(
                  directory.resolve((wait + call.getKey() + file).replace(" ", "-")));
          System.out.println(
              wait
                  + " "
                  + call.getKey()
                  + ", "
                  + file
                  + ": "
                  + attempt(place, wait, call.getValue(), file));
        }
      }
    }
  }

  private static void warm(Path directory, WaitStrategy wait, int calls) throws IOException {
    Path place = Files.createDirectory(directory.resolve("warm" + wait));
    try (Ring ring = Ring.open(place, "?capacity=64KiB", wait)) {
      for (int i = 0; i < calls; i++) {
        for (Map.Entry<String, ToLongFunction<Ring>> call : CALLS.entrySet()) {
          if (!call.getKey().endsWith("patience") || i % 100 == 0) {
            sum += call.getValue().applyAsLong(ring);
          }
        }
        ring.sender.flush();
        sum += ring.receiver.poll(READER, 10);
      }
    }
  }

  private static String attempt(
      Path place, WaitStrategy wait, ToLongFunction<Ring> call, RingFile file) throws IOException {
    long descriptors = descriptors();
    Ring ring = Ring.open(place, "?capacity=8KiB", wait);
    boolean sent = ring.sender.offer(MESSAGE) && ring.sender.flush();
    Path path = place.resolve("ring").resolve(file == RingFile.DATA ? "data" : "cursor");
    Forgery forgery = new Forgery(path);
    long bytes = Files.size(path);
    forgery.truncate(0);
    String first = outcome(ring, call);
    forgery.putLong(bytes - Long.BYTES, 0);
    String second = outcome(ring, call);
    forgery.truncate(0);
    String closed = outcome(ring, TruncationProgram::close);
    String left = left(place) + (descriptors() == descriptors ? "" : " and descriptors");
    return String.join(" | ", first, second, closed, left + (sent ? "" : " not sent"));
  }

  private static long close(Ring ring) {
    ring.sender.close();
    ring.receiver.close();
    return 0;
  }

  private static String outcome(Ring ring, ToLongFunction<Ring> call) {
    try {
      sum += call.applyAsLong(ring);
      MappingFaults.surface();
      return "fine";
    } catch (ChannelException e) {
      return e.kind() + " " + e.getMessage();
    } catch (RuntimeException | Error e) {
      return "RAW " + e;
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static String left(Path place) throws IOException {
    String text = place.toString();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.anyMatch(line -> line.contains(text)) ? "left mappings" : "left nothing";
    }
  }
}
