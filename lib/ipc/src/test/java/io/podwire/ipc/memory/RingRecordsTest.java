package io.podwire.ipc.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records within a small ring, both ends in one thread. */
class RingRecordsTest {
  private static final int CAPACITY_BYTES = 4096;
  private static final int MAX_BYTES = 2040;

  @TempDir Path directory;
  private Ring ring;

  @BeforeEach
  void open() {
    ring = Ring.open(directory, "?capacity=4KiB");
  }

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void shouldDeliverNothingFromAnEmptyRing() {
    assertThat(ring.poll()).isEmpty();
    assertThat(ring.sender.isDrained()).isTrue();
  }

  @Test
  void shouldShowABatchOnlyWhenItIsFlushed() {
    assertThat(ring.sender.offer(Ring.text("a"))).isTrue();
    assertThat(ring.sender.offer(Ring.text("b"))).isTrue();
    assertThat(ring.poll()).isEmpty();
    assertThat(ring.sender.isDrained()).isFalse();

    assertThat(ring.sender.flush()).isTrue();

    assertThat(ring.poll()).containsExactly("a", "b");
    assertThat(ring.sender.isDrained()).isTrue();
  }

  @Test
  void shouldDeliverNoMoreThanTheLimit() {
    List.of("a", "b", "c").forEach(ring::sendNow);
    List<String> seen = new ArrayList<>();

    assertThat(ring.receiver.poll(Ring.collectInto(seen), 2)).isEqualTo(2);
    assertThat(ring.receiver.poll(Ring.collectInto(seen), 2)).isEqualTo(1);
    assertThat(seen).containsExactly("a", "b", "c");
  }

  @Test
  void shouldCarryAnEmptyMessage() {
    ring.sendNow("");
    assertThat(ring.poll()).containsExactly("");
  }

  @Test
  void shouldCarryTheLongestMessageFromAnyPosition() {
    String longest = "x".repeat(MAX_BYTES);
    for (int before = 0; before < CAPACITY_BYTES; before += 24) {
      ring.sendNow("0123456789abcdef");
      assertThat(ring.poll()).hasSize(1);
      ring.sendNow(longest);
      assertThat(ring.poll()).containsExactly(longest);
    }
  }

  @Test
  void shouldRefuseMessageLongerThanHalfTheRing() {
    MemorySegment tooLong = MemorySegment.ofArray(new byte[MAX_BYTES + 1]);

    assertThatThrownBy(() -> ring.sender.offer(tooLong))
        .hasMessageContaining("2041 bytes exceeds the ring's 2040")
        .hasMessageContaining("raise capacity to 8KiB")
        .extracting("kind")
        .isEqualTo(Kind.TOO_LONG);
    assertThat(ring.sender.maxMessageBytes()).isEqualTo(MAX_BYTES);
  }

  @Test
  void shouldRefuseWhatDoesNotFitAndShowWhatDid() {
    List<String> accepted = new ArrayList<>();
    for (int i = 0; ring.sender.offer(Ring.text("message " + i)); i++) {
      accepted.add("message " + i);
    }

    assertThat(accepted).hasSizeGreaterThan(CAPACITY_BYTES / 32);
    assertThat(ring.poll()).isEqualTo(accepted); // without a flush
    assertThat(ring.sender.offer(Ring.text("again"))).isTrue();
  }

  @Test
  void shouldKeepOrderAndContentOverManyLaps() {
    Random random = new Random(7);
    List<String> sent = new ArrayList<>();
    List<String> received = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String text = i + ":" + "y".repeat(random.nextInt(200));
      while (!ring.sender.offer(Ring.text(text))) {
        received.addAll(ring.poll());
      }
      sent.add(text);
    }
    ring.sender.flush();
    received.addAll(ring.poll());

    assertThat(received).isEqualTo(sent);
  }

  @Test
  void shouldPublishByItselfAfterEightKibibytes() throws Exception {
    try (Ring large = Ring.open(directory.resolve(".."), "-large?capacity=64KiB")) {
      IntStream.range(0, 9).forEach(i -> large.sender.offer(Ring.text("z".repeat(1016))));
      assertThat(large.poll()).hasSize(8);
    } finally {
      Ring.TRANSPORT.remove(Ring.uri(directory.resolve(".."), "-large"));
    }
  }

  @Test
  void shouldSendWhatIsWrittenInPlace() {
    long offset = ring.sender.claim(Long.BYTES);
    ring.sender.claimBuffer().set(ValueLayout.JAVA_LONG, offset, 42);
    ring.sender.commit();
    ring.sender.flush();

    List<Long> seen = new ArrayList<>();
    ring.receiver.poll((buffer, at, length) -> seen.add(buffer.get(ValueLayout.JAVA_LONG, at)), 9);
    assertThat(seen).containsExactly(42L);
  }

  @Test
  void shouldForgetAnAbortedClaim() {
    ring.sender.claim(100);
    ring.sender.abort();
    ring.sendNow("kept");

    assertThat(ring.poll()).containsExactly("kept");
    assertThatThrownBy(ring.sender::commit).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldRefuseAClaimWhenFull() {
    assertThat(ring.sender.claim(MAX_BYTES)).isPositive();
    ring.sender.commit();
    assertThat(ring.sender.claim(MAX_BYTES)).isEqualTo(-1);
  }

  @Test
  void shouldCountAMessageAsDeliveredWhenItsHandlerThrows() {
    List.of("bad", "good").forEach(ring::sendNow);

    assertThatThrownBy(
            () ->
                ring.receiver.poll(
                    (buffer, offset, length) -> {
                      throw new IllegalArgumentException("of the handler");
                    },
                    9))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(ring.poll()).containsExactly("good");
  }

  @Test
  void shouldSayClosedAfterClose() {
    ring.close();
    assertThatThrownBy(() -> ring.sender.offer(Ring.text("a"))).satisfies(this::isClosed);
    assertThatThrownBy(() -> ring.sender.flush()).satisfies(this::isClosed);
    assertThatThrownBy(() -> ring.sender.claim(1)).satisfies(this::isClosed);
    assertThatThrownBy(() -> ring.poll()).satisfies(this::isClosed);
    ring.close();
  }

  private void isClosed(Throwable thrown) {
    assertThat(((ChannelException) thrown).kind()).isEqualTo(Kind.CLOSED);
  }
}
