package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.Channel;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.api.PodChannels;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunRouteTest {
  @TempDir Path directory;

  @Test
  void shouldTellThatAPumpHadNoMemory() {
    var channel = new PodChannels(directory, "t").uri("shm", "full");
    try (RunRoute route =
        new RunRoute(
            TwoRelays.spec("full", channel, null, false),
            TwoRelays.WINDOW_BYTES,
            new RelayTotals())) {
      assertThatThrownBy(
              () -> route.serve(Direction.FORWARD, withoutMemory(), TwoRelays.WINDOW_BYTES))
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(route.report().error()).contains("OutOfMemoryError: no buffer");
      assertThat(route.isIdle()).isTrue();
    }
  }

  private static RelayLink withoutMemory() {
    InvocationHandler fails =
        (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            return null;
          }
          throw new OutOfMemoryError("no buffer");
        };
    return new RelayLink(Channel.of(end(Sender.class, fails), end(Receiver.class, fails)));
  }

  private static <T> T end(Class<T> type, InvocationHandler fails) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, fails));
  }
}
