package io.podwire.consumer.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.integrity.StreamMark;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayHistoryTest {
  @TempDir Path directory;
  private RelayHistory history;

  @BeforeEach
  void open() {
    history = new RelayHistory(directory, "shm-relay");
    history.open();
  }

  @Test
  void shouldTellSourcesApartThatTakeTurns() {
    for (int n = 0; n < 10; n++) {
      receive(1, n, n + 1);
      receive(2, 100 + n, 101 + n);
      receive(3, n * 2, n * 2 + 1);
    }
    assertThat(history.messages()).isEqualTo(30);
    assertThat(history.latest().integrity().lost()).isEqualTo(9);
    assertThat(history.sources())
        .extracting(
            source -> source.source() + " " + source.next() + " " + source.integrity().lost())
        .containsExactly("1 10 0", "2 110 0", "3 19 9");
  }

  @Test
  void shouldDropWhatASidecarSendsAgain() {
    receive(1, 0, 10);
    receive(1, 6, 12);
    assertThat(history.latest().redelivered()).isEqualTo(4);
    assertThat(history.latest().processed()).isEqualTo(12);
    assertThat(history.latest().integrity()).isEqualTo(IntegrityCounts.NONE);
  }

  @Test
  void shouldNotCountAsLostWhatWentToAnotherPod() {
    receive(1, 0, 10);
    mark();
    receive(1, 50, 60);
    assertThat(history.latest().integrity()).isEqualTo(IntegrityCounts.NONE);
    assertThat(history.latest().processed()).isEqualTo(20);
    receive(1, 62, 63);
    assertThat(history.latest().integrity().lost()).isEqualTo(2);
  }

  @Test
  void shouldDropWhatComesAgainBehindAMarkToo() {
    receive(1, 0, 10);
    mark();
    receive(1, 8, 12);
    assertThat(history.latest().redelivered()).isEqualTo(2);
    assertThat(history.latest().integrity()).isEqualTo(IntegrityCounts.NONE);
  }

  @Test
  void shouldGoOnWithEverySourceAfterARestart() {
    receive(1, 0, 5);
    receive(2, 0, 5);
    open();
    receive(1, 4, 6);
    receive(2, 7, 8);
    assertThat(history.latest().redelivered()).isEqualTo(1);
    assertThat(history.latest().integrity().lost()).isEqualTo(2);
    assertThat(history.latest().processed()).isEqualTo(12);
  }

  @Test
  void shouldKeepTheCountsOfSourcesThatItForgets() {
    for (int source = 1; source <= 20; source++) {
      receive(source, 0, 1);
      receive(source, 2, 3);
    }
    assertThat(history.latest().processed()).isEqualTo(40);
    assertThat(history.latest().integrity().lost()).isEqualTo(20);
    assertThat(history.sources()).hasSize(8);
    open();
    assertThat(history.latest().processed()).isEqualTo(40);
    assertThat(history.latest().integrity().lost()).isEqualTo(20);
  }

  private void mark() {
    MemorySegment mark = Arena.ofAuto().allocate(StreamMark.BYTES, Long.BYTES);
    StreamMark.write(mark);
    history.onMessage(mark, 0, StreamMark.BYTES);
  }

  private void receive(long source, long from, long to) {
    for (long n = from; n < to; n++) {
      history.onMessage(LiveMessages.message(source, n), 0, LiveMessages.SIZE_BYTES);
    }
  }
}
