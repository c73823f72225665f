package io.podwire.producer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.api.FlowState;
import io.podwire.quarkus.health.Pulse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickerTest {
  private static final class Flow implements SendingFlow {
    private final AtomicInteger ticks = new AtomicInteger();
    private final Connection<AutoCloseable> connection =
        new Connection<>(
            "test",
            task -> {
              task.run();
              return true;
            },
            () ->
                () -> {
                  throw new InternalError("closing a truncated file");
                });
    private final boolean broken;

    Flow(boolean broken) {
      this.broken = broken;
    }

    @Override
    public void tick() {
      ticks.incrementAndGet();
      if (connection.get() != null && broken) {
        throw new InternalError("a fault occurred in an unsafe memory access operation");
      }
    }

    @Override
    public void failed(Throwable e) {
      connection.lost(e);
    }

    @Override
    public void drain(long deadlineNanos) {}

    @Override
    public FlowState state() {
      return new FlowState(
          "test",
          "test:",
          connection.status().isConnected(),
          0,
          null,
          null,
          null,
          connection.status().error());
    }
  }

  private final Flow broken = new Flow(true);
  private final Flow intact = new Flow(false);
  private final Pulse pulse = new Pulse();
  private final Ticker ticker = new Ticker(List.of(broken, intact), 100, pulse);

  @AfterEach
  void stop() {
    ticker.stop();
  }

  @Test
  void shouldNameAFlowWhoseMemoryIsGoneAndGoOnWithTheOthers() {
    ticker.start();
    await().until(() -> broken.state().error() != null);
    assertThat(broken.state().error()).contains("unsafe memory access").hasLineCount(1);
    int before = intact.ticks.get();
    await().until(() -> intact.ticks.get() > before + 3 && intact.state().connected());
    assertThat(pulse.stuck()).isEmpty();
  }
}
