package io.podwire.ipc.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Both ends of a ring in one process, for one thread. */
final class Ring implements AutoCloseable {
  static final ShmTransport TRANSPORT = new ShmTransport();

  /** Long enough for whatever happens, short enough for a build that hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final ChannelUri uri;
  final Receiver receiver;
  final Sender sender;

  private Ring(ChannelUri uri, WaitStrategy wait) {
    this.uri = uri;
    ChannelOptions options = options(wait);
    receiver = TRANSPORT.openReceiver(uri, options);
    sender = TRANSPORT.openSender(uri, options);
  }

  static Ring open(Path directory, String query) {
    return open(directory, query, WaitStrategy.SPIN);
  }

  static Ring open(Path directory, String query, WaitStrategy wait) {
    return new Ring(uri(directory, query), wait);
  }

  static ChannelUri uri(Path directory, String query) {
    return ChannelUri.parse("shm:" + directory.resolve("ring") + query);
  }

  static ChannelOptions options(WaitStrategy wait) {
    return new ChannelOptions(wait, PATIENCE);
  }

  static long deadline() {
    return System.nanoTime() + PATIENCE.toNanos();
  }

  static MemorySegment text(String text) {
    return MemorySegment.ofArray(text.getBytes(UTF_8));
  }

  static MessageHandler collectInto(List<String> texts) {
    return (buffer, offset, length) ->
        texts.add(new String(buffer.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE), UTF_8));
  }

  /** What one poll delivers. */
  static List<String> poll(Receiver receiver) {
    List<String> texts = new ArrayList<>();
    receiver.poll(collectInto(texts), Integer.MAX_VALUE);
    return texts;
  }

  List<String> poll() {
    return poll(receiver);
  }

  void sendNow(String text) {
    if (!sender.offer(text(text)) || !sender.flush()) {
      throw new AssertionError("no room for " + text);
    }
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
