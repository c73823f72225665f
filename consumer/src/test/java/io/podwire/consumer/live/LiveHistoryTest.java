package io.podwire.consumer.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.integrity.IntegrityCounts;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveHistoryTest {
  private static final long SOURCE = 4711;
  private static final long NEXT_SOURCE = 4712;

  @TempDir Path directory;
  private LiveHistory history;

  @BeforeEach
  void open() {
    history = LiveHistory.of(directory.resolve("shm.ledger"));
    history.open();
  }

  @Test
  void shouldBeginAnUnknownSourceAtItsFirstMessage() {
    receive(SOURCE, 5, 8);
    assertThat(history.messages()).isEqualTo(3);
    assertThat(history.latest().integrity()).isEqualTo(IntegrityCounts.NONE);
    assertThat(history.latest().next()).isEqualTo(8);
  }

  @Test
  void shouldCountWhatIsMissing() {
    receive(SOURCE, 0, 3);
    receive(SOURCE, 5, 6);
    assertThat(history.latest().integrity().lost()).isEqualTo(2);
  }

  @Test
  void shouldDropWhatTheLedgerKnowsAfterARestart() {
    receive(SOURCE, 0, 10);
    open();
    receive(SOURCE, 7, 12);
    assertThat(history.latest().redelivered()).isEqualTo(3);
    assertThat(history.latest().processed()).isEqualTo(12);
    assertThat(history.latest().integrity()).isEqualTo(IntegrityCounts.NONE);
  }

  @Test
  void shouldCountWhatWasLostDuringARestart() {
    receive(SOURCE, 0, 10);
    open();
    receive(SOURCE, 12, 14);
    assertThat(history.latest().integrity().lost()).isEqualTo(2);
    assertThat(history.latest().redelivered()).isZero();
  }

  @Test
  void shouldKeepItsCountsOverARestart() {
    receive(SOURCE, 0, 1);
    receive(SOURCE, 2, 3);
    open();
    receive(SOURCE, 3, 4);
    assertThat(history.latest().integrity().lost()).isEqualTo(1);
    assertThat(history.latest().processed()).isEqualTo(3);
    assertThat(history.messages()).isEqualTo(1);
  }

  @Test
  void shouldKnowTheSourceBeforeTheLastToo() {
    receive(SOURCE, 0, 10);
    receive(NEXT_SOURCE, 0, 2);
    open();
    receive(SOURCE, 8, 10);
    receive(NEXT_SOURCE, 0, 4);
    assertThat(history.latest().redelivered()).isEqualTo(4);
    assertThat(history.latest().processed()).isEqualTo(14);
    assertThat(history.latest().integrity()).isEqualTo(IntegrityCounts.NONE);
  }

  @Test
  void shouldCountADuplicateWithinOneLifeAsDuplicate() {
    receive(SOURCE, 0, 4);
    receive(SOURCE, 2, 3);
    assertThat(history.latest().integrity().duplicated()).isEqualTo(1);
    assertThat(history.latest().redelivered()).isZero();
  }

  @Test
  void shouldNotFollowBytesOfNoSource() {
    receive(SOURCE, 0, 2);
    MemorySegment torn = LiveMessages.message(NEXT_SOURCE, 2);
    torn.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 40, (byte) 1);
    history.onMessage(torn, 0, LiveMessages.SIZE_BYTES);
    assertThat(history.latest().sourceId()).isEqualTo(SOURCE);
    IntegrityCounts counts = history.latest().integrity();
    assertThat(counts.corrupted() + counts.unknown()).isEqualTo(1);
  }

  @Test
  void shouldCallBytesBeforeTheFirstSourceUnknown() {
    history.onMessage(MemorySegment.ofArray(new byte[64]), 0, 3);
    assertThat(history.latest().integrity().unknown()).isEqualTo(1);
  }

  private void receive(long source, long from, long to) {
    for (long n = from; n < to; n++) {
      history.onMessage(LiveMessages.message(source, n), 0, LiveMessages.SIZE_BYTES);
    }
  }
}
