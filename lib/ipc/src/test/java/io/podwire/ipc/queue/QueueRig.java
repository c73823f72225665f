package io.podwire.ipc.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Addresses of queues of this run alone, all removed at the end, and short words for messages. */
final class QueueRig implements AutoCloseable {
  static final ChannelOptions BLOCK = ChannelOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));
  static final String[] SCHEMES = {"mq", "sysv"};

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path directory;
  private final List<ChannelUri> used = new ArrayList<>();

  QueueRig(Path directory) {
    this.directory = directory;
  }

  /** A channel that takes up to 1 KiB; the POSIX queue holds 4 messages. */
  ChannelUri uri(String scheme) {
    return scheme.equals("mq") ? mq("messages=4&messageSize=1KiB&") : sysv();
  }

  ChannelUri mq(String parameters) {
    String name = "podwire-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    return track("mq:/" + name + "?" + parameters + "locks=" + directory);
  }

  ChannelUri sysv() {
    return track("sysv:" + directory.resolve(COUNT.incrementAndGet() + ".key"));
  }

  private ChannelUri track(String text) {
    ChannelUri uri = ChannelUri.parse(text);
    used.add(uri);
    return uri;
  }

  static ChannelOptions waiting(WaitStrategy strategy) {
    return BLOCK.withWait(strategy);
  }

  static Receiver receiver(ChannelUri uri, WaitStrategy strategy) {
    return Transports.of(uri).openReceiver(uri, waiting(strategy));
  }

  static Sender sender(ChannelUri uri, WaitStrategy strategy) {
    return Transports.of(uri).openSender(uri, waiting(strategy));
  }

  static long soon() {
    return System.nanoTime() + Duration.ofMillis(30).toNanos();
  }

  static long late() {
    return System.nanoTime() + Duration.ofSeconds(20).toNanos();
  }

  static MemorySegment text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Arena.ofAuto()
        .allocate(Math.max(1, bytes.length))
        .copyFrom(MemorySegment.ofArray(bytes))
        .asSlice(0, bytes.length);
  }

  static boolean send(Sender sender, String text) {
    return sender.send(text(text), 0, text.length(), late());
  }

  /** Offers messages until the queue is full; returns how many it took. */
  static int fill(Sender sender, MemorySegment message) {
    int taken = 0;
    while (sender.offer(message)) {
      taken++;
    }
    return taken;
  }

  /** What one call to receive delivers, or its result where it delivers nothing. */
  static String receive(Receiver receiver) {
    List<String> messages = new ArrayList<>();
    int result = receiver.receive((b, o, n) -> messages.add(read(b, o, n)), 1, late());
    return messages.isEmpty() ? Integer.toString(result) : messages.getFirst();
  }

  static List<String> poll(Receiver receiver) {
    List<String> messages = new ArrayList<>();
    receiver.poll((b, o, n) -> messages.add(read(b, o, n)), Integer.MAX_VALUE);
    return messages;
  }

  private static String read(MemorySegment buffer, long offset, long length) {
    return new String(
        buffer.asSlice(offset, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE), UTF_8);
  }

  @Override
  public void close() {
    for (ChannelUri uri : used) {
      Transports.of(uri).remove(uri);
    }
  }
}
