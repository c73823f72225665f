package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.api.PodChannels;
import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunRouteTest {
  @TempDir Path directory;
  private final List<Byte> sent = new ArrayList<>();
  private final AtomicLong nowNanos = new AtomicLong();
  private int looks;

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
              () ->
                  route
                      .admit(new Hello("full", Direction.FORWARD, TwoRelays.WINDOW_BYTES))
                      .serve(
                          FakeLink.of(
                              sent,
                              handler -> {
                                throw new OutOfMemoryError("no buffer");
                              })))
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(route.report().error()).contains("OutOfMemoryError: no buffer");
      assertThat(sent).containsExactly(FrameDescriptor.ACCEPT, FrameDescriptor.FAULT);
      assertThat(route.isIdle()).isTrue();
    }
  }

  /** The far sidecar opens its local channel before it reads, and that may take the timeout. */
  @Test
  void shouldBearAFarRelayThatWaitsForItsProgramBeyondItsUsualSilence() {
    ChannelUri channel = new PodChannels(directory, "t").uri("uds", "late");
    CompletableFuture<Channel> program =
        CompletableFuture.supplyAsync(() -> TwoRelays.accept(channel));
    try (RunRoute route =
        new RunRoute(
            TwoRelays.spec("late", channel, null, true),
            TwoRelays.WINDOW_BYTES,
            new RelayTotals(),
            nowNanos::get)) {
      route
          .admit(new Hello("late", Direction.BACK, TwoRelays.WINDOW_BYTES))
          .serve(FakeLink.of(sent, handler -> answerAtTheFourthLook(handler, route)));
      assertThat(route.report().error()).isNull();
      assertThat(sent)
          .startsWith(FrameDescriptor.ACCEPT, FrameDescriptor.ASK)
          .endsWith(FrameDescriptor.END);
      program.join().close();
    }
  }

  /** 36 s after it was asked, of the 40 s that it has. */
  private int answerAtTheFourthLook(MessageHandler handler, RunRoute route) {
    looks++;
    if (looks > 4) {
      return Receiver.END;
    }
    nowNanos.addAndGet(TimeUnit.SECONDS.toNanos(18));
    if (looks < 4) {
      return 0;
    }
    route.stop();
    return FakeLink.credit(handler, 0);
  }
}
