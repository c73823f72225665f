package io.podwire.ipc.stream;

import static io.podwire.ipc.stream.Faults.assertFault;
import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes written by hand, cut anywhere, through a real pipe. */
class FragmentationTest {
  private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 100, 0, 0, 300};
  private static final MessageHandler IGNORE = (buffer, offset, length) -> {};

  private final CallState state = new CallState();
  private final int[] ends = new int[2];
  private Receiver receiver;
  private int received;

  @BeforeEach
  void openPipe() {
    Descriptors.pipe(state, ends);
    ChannelUri uri = ChannelUri.parse("pipe:" + ends[0]);
    receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT);
  }

  @AfterEach
  void closePipe() {
    receiver.close();
    endStream();
  }

  private void endStream() {
    if (ends[1] >= 0) {
      Descriptors.close(state, ends[1]);
      ends[1] = -1;
    }
  }

  private void write(byte[] bytes, int from, int to) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(Math.max(1, to - from));
      MemorySegment.copy(bytes, from, copy, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, to - from);
      assertThat(Descriptors.write(state, ends[1], copy.address(), to - from)).isEqualTo(to - from);
    }
  }

  private static byte[] stream() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int number = 0; number < SIZES.length; number++) {
      stream.writeBytes(Content.frame(number, SIZES[number]));
    }
    return stream.toByteArray();
  }

  private void take(MemorySegment buffer, long offset, long length) {
    assertThat(length).isEqualTo(SIZES[received % SIZES.length]);
    Content.check(received++ % SIZES.length, buffer, offset, length);
  }

  @Test
  void shouldDeliverEachMessageWithItsLastByte() {
    byte[] stream = stream();
    int end = Integer.BYTES; // of the first message, which is empty
    for (int at = 0; at < stream.length; at++) {
      write(stream, at, at + 1);
      boolean complete = at + 1 == end;
      assertThat(receiver.poll(this::take, 10)).isEqualTo(complete ? 1 : 0);
      if (complete && received < SIZES.length) {
        end += Integer.BYTES + SIZES[received];
      }
    }
    assertThat(received).isEqualTo(SIZES.length);
  }

  @Test
  void shouldDeliverWholeMessagesFromCutsAnywhere() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] stream = stream();
    for (int round = 0; round < 500; round++) {
      int at = 0;
      while (at < stream.length) {
        int to = Math.min(stream.length, at + 1 + random.nextInt(200));
        write(stream, at, to);
        at = to;
        while (receiver.poll(this::take, 1 + random.nextInt(4)) > 0) {}
      }
      assertThat(received).isEqualTo((round + 1) * SIZES.length);
    }
  }

  @Test
  void shouldKeepOrderWhenLongMessagesArriveInPieces() {
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 50; round++) {
      int length = 60_000 + random.nextInt(200_000);
      byte[] frame = Content.frame(round, length);
      int at = 0;
      int delivered = 0;
      int expected = round;
      while (at < frame.length) {
        int to = Math.min(frame.length, at + 1 + random.nextInt(65_536));
        write(frame, at, to);
        at = to;
        delivered += receiver.poll((b, o, l) -> Content.check(expected, b, o, l), 10);
      }
      assertThat(delivered).isEqualTo(1);
    }
  }

  @Test
  void shouldNameLengthThatNoMessageHas() {
    write(new byte[] {-1, -1, -1, -1}, 0, 4);
    assertFault(Kind.CORRUPT, () -> receiver.receive(IGNORE, 1, soon()))
        .hasMessageContaining("-1 bytes");
    write(Content.frame(0, 1), 0, 5);
    assertFault(Kind.CORRUPT, () -> receiver.receive(IGNORE, 1, soon()));
  }

  @Test
  void shouldRefuseLengthBeyondTheLimitBeforeItsBytesCome() {
    write(new byte[] {1, 0, 0, 1}, 0, 4);
    assertFault(Kind.CORRUPT, () -> receiver.poll(IGNORE, 1)).hasMessageContaining("16777217");
  }

  @Test
  void shouldRefuseLengthBeyondItsOwnLimitBeforeItsBytesCome() {
    ChannelUri uri = ChannelUri.parse("pipe:" + ends[0]);
    receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT.withMaxReceivedBytes(9));
    write(Content.frame(6, 9), 0, 13);
    assertThat(receiver.poll(IGNORE, 1)).isEqualTo(1);
    write(new byte[] {10, 0, 0, 0}, 0, 4);
    assertFault(Kind.CORRUPT, () -> receiver.poll(IGNORE, 1)).hasMessageContaining("0 to 9");
  }

  @Test
  void shouldTellAnEndBetweenMessagesFromOneInside() {
    byte[] frame = Content.frame(0, 10);
    write(frame, 0, frame.length);
    write(frame, 0, 2);
    endStream();
    assertThat(receiver.receive(IGNORE, 10, soon())).isEqualTo(1);
    assertFault(Kind.PEER_GONE, () -> receiver.receive(IGNORE, 10, soon()));
    assertThat(receiver.receive(IGNORE, 10, soon())).isEqualTo(Receiver.END);
  }
}
