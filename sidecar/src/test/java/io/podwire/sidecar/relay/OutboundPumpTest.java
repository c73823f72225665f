package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboundPumpTest {
  private final List<Byte> sent = new ArrayList<>();
  private long nowNanos;
  private int turns;

  @Test
  void shouldCountAnAnswerThatCameWhileItsThreadWasAway() {
    new OutboundPump(
            (handler, limit, deadlineNanos) -> quiet(),
            FakeLink.of(sent, this::answerToTheFirstAsk),
            TwoRelays.WINDOW_BYTES,
            new RouteStatus("x", new RelayTotals()),
            () -> false,
            new Heartbeat(() -> nowNanos, Duration.ofSeconds(30)))
        .run();
    assertThat(sent).containsExactly(FrameDescriptor.ASK, FrameDescriptor.ASK, FrameDescriptor.END);
  }

  /** Asks after 6 s, and is away for 31 s then. */
  private int quiet() {
    turns++;
    nowNanos += TimeUnit.SECONDS.toNanos(turns == 1 ? 6 : 31);
    return turns == 3 ? Receiver.END : 0;
  }

  private int answerToTheFirstAsk(MessageHandler handler) {
    return switch (turns) {
      case 1 -> 0;
      case 2 -> FakeLink.credit(handler, 0);
      default -> Receiver.END;
    };
  }
}
