package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.api.PodChannels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunRouteTest {
  @TempDir Path directory;
  private final List<Byte> sent = new ArrayList<>();

  @Test
  void shouldTellItsSidecarAndTheFarOneThatAPumpHadNoMemory() {
    ChannelUri channel = new PodChannels(directory, "t").uri("shm", "full");
    try (Receiver consumer = TwoRelays.receiver(channel);
        RunRoute route =
            new RunRoute(
                TwoRelays.spec("full", channel, null, false),
                TwoRelays.WINDOW_BYTES,
                new RelayTotals())) {
      assertThat(consumer.uri()).isEqualTo(channel);
      assertThatThrownBy(
              () -> route.serve(Direction.FORWARD, withoutMemory(), TwoRelays.WINDOW_BYTES))
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(route.report().error()).contains("OutOfMemoryError: no buffer");
      assertThat(sent).containsExactly(FrameDescriptor.ACCEPT, FrameDescriptor.FAULT);
      assertThat(route.isIdle()).isTrue();
    }
  }

  /** A link that notes the types of the frames that leave and cannot receive. */
  private RelayLink withoutMemory() {
    return new RelayLink(
        Channel.of(
            end(
                Sender.class,
                (proxy, method, arguments) -> {
                  if (method.getName().equals("send") || method.getName().equals("offer")) {
                    sent.add(((MemorySegment) arguments[0]).get(ValueLayout.JAVA_BYTE, 0));
                  }
                  return value(method.getReturnType());
                }),
            end(
                Receiver.class,
                (proxy, method, arguments) -> {
                  if (method.getName().equals("receive")) {
                    throw new OutOfMemoryError("no buffer");
                  }
                  return value(method.getReturnType());
                })));
  }

  private static @Nullable Object value(Class<?> type) {
    return type == boolean.class ? (Object) true : type == long.class ? (Object) 0L : null;
  }

  private static <T> T end(Class<T> type, InvocationHandler calls) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }
}
