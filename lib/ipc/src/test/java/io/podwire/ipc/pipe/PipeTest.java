package io.podwire.ipc.pipe;

import static io.podwire.ipc.stream.Faults.assertFault;
import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import java.io.File;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipeTest {
  private static final ChannelOptions OPTIONS = ChannelOptions.DEFAULT;
  private static final MessageHandler IGNORE = (buffer, offset, length) -> {};

  private final PipeTransport transport = new PipeTransport();

  @Test
  void shouldReachTheContainer() {
    assertThat(transport.reach()).isEqualTo(Reach.CONTAINER);
  }

  @Test
  void shouldTalkToChildProcessBothWays() throws Exception {
    try (PipePair there = PipePair.toChild();
        PipePair back = PipePair.fromChild()) {
      Process child = startEcho(there, back);
      try (Sender sender = there.openSender(OPTIONS);
          Receiver receiver = back.openReceiver(OPTIONS)) {
        for (int length : new int[] {0, 1, 100, 60_000, 1 << 20}) {
          MemorySegment message = MemorySegment.ofArray(new byte[length]).fill((byte) length);
          assertThat(sender.send(message, 0, length, soon())).isTrue();
          assertThat(sender.flush(soon())).isTrue();
          MessageHandler check =
              (buffer, at, bytes) ->
                  assertThat(buffer.asSlice(at, bytes).mismatch(message)).isEqualTo(-1);
          assertThat(receiver.receive(check, 10, soon())).isEqualTo(1);
        }
        sender.close();
        assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(Receiver.END);
      }
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isZero();
    }
  }

  private static Process startEcho(PipePair there, PipePair back) throws Exception {
    Process child =
        ChildMain.start("echo", "pipe:")
            .redirectInput(there.childEnd())
            .redirectOutput(back.childEnd())
            .start();
    there.closeChildEnd();
    back.closeChildEnd();
    return child;
  }

  @Test
  void shouldNoticeThatTheChildWasKilled() throws Exception {
    try (PipePair there = PipePair.toChild();
        PipePair back = PipePair.fromChild()) {
      Process child = startEcho(there, back);
      try (Sender sender = there.openSender(OPTIONS);
          Receiver receiver = back.openReceiver(OPTIONS)) {
        child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(Receiver.END);
        sender.offer(MemorySegment.ofArray(new byte[1]));
        assertFault(Kind.PEER_GONE, sender::flush);
      }
    }
  }

  @Test
  void shouldRefuseDescriptorThatIsNoPipe() {
    ChannelUri closed = ChannelUri.parse("pipe:9999");
    assertFault(Kind.FOREIGN, () -> transport.openReceiver(closed, OPTIONS))
        .hasMessageContaining("descriptor 9999 is no pipe");
  }

  @Test
  void shouldRefuseBothWaysOverOneDescriptor() {
    assertFault(Kind.BAD_ADDRESS, () -> transport.connect(ChannelUri.parse("pipe:3"), OPTIONS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe:x", "pipe:-1", "pipe:?capacity=1", "pipe:/tmp/x"})
  void shouldRefuseAddressThatCannotWork(String text) {
    assertFault(Kind.BAD_ADDRESS, () -> transport.validate(ChannelUri.parse(text)));
  }

  @Test
  void shouldCloseWhatNobodyTook() {
    PipePair pipe = PipePair.toChild();
    File end = pipe.childEnd();
    assertThat(end).exists();
    assertThatThrownBy(() -> pipe.openReceiver(OPTIONS)).isInstanceOf(IllegalStateException.class);
    pipe.close();
    pipe.close();
    assertThatThrownBy(() -> pipe.openSender(OPTIONS)).isInstanceOf(IllegalStateException.class);
  }
}
