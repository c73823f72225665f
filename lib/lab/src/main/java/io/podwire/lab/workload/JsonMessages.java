package io.podwire.lab.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.DurationText;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Single messages of JSON over a channel that carries something else most of the time. */
final class JsonMessages {
  private JsonMessages() {}

  /**
   * Sends a value and makes it visible.
   *
   * @throws ChannelException of kind TIMEOUT if there is no room for so long, and what the sender
   *     throws
   */
  static void send(Sender sender, Object value, Duration patience) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    try (Arena arena = Arena.ofConfined()) {
      byte[] json = Json.mapper().writeValueAsBytes(value);
      MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, json);
      if (!sender.send(message, 0, json.length, deadlineNanos) || !sender.flush(deadlineNanos)) {
        throw late(sender.uri() + ": no room for a message of " + json.length + " bytes", patience);
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for one message; empty if the channel has ended before.
   *
   * @throws ChannelException of kind TIMEOUT if none comes, CORRUPT if it is no such value, and
   *     what the receiver throws
   */
  static <T> Optional<T> receive(Receiver receiver, Class<T> type, Duration patience) {
    AtomicReference<byte[]> json = new AtomicReference<>();
    int count =
        receiver.receive(
            (buffer, offset, length) ->
                json.set(buffer.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE)),
            1,
            System.nanoTime() + patience.toNanos());
    if (count == 0) {
      throw late(receiver.uri() + ": the other end has said nothing", patience);
    }
    try {
      return count == Receiver.END
          ? Optional.empty()
          : Optional.of(Json.mapper().readValue(json.get(), type));
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.CORRUPT, receiver.uri() + ": no " + type.getSimpleName(), e);
    }
  }

  private static ChannelException late(String what, Duration patience) {
    return new ChannelException(
        ChannelException.Kind.TIMEOUT,
        String.format(Locale.ROOT, "%s for %s", what, DurationText.of(patience)));
  }
}
