package io.podwire.lab.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final int FLIPPED = 1 << 20;
  private static final int FOREIGN = 1 << 21;

  private final MemorySegment buffer = MemorySegment.ofArray(new byte[256]);

  /** Digits arrive in this order; x is the next one of nobody, with a flipped bit. */
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    // arrivals, sent, lost, duplicated, reordered, corrupted, unknown
    "012345, 6, 0, 0, 0, 0, 0",
    "'', 3, 3, 0, 0, 0, 0",
    "01345, 6, 1, 0, 0, 0, 0",
    "0123, 6, 2, 0, 0, 0, 0",
    "345, 6, 3, 0, 0, 0, 0",
    "0122345, 6, 0, 1, 0, 0, 0",
    "01223455, 6, 0, 2, 0, 0, 0",
    "012111, 3, 0, 3, 0, 0, 0",
    "013245, 6, 0, 0, 1, 0, 0",
    "543210, 6, 0, 0, 5, 0, 0",
    "0351, 6, 2, 0, 1, 0, 0",
    "03113, 5, 2, 2, 1, 0, 0",
    "01x345, 6, 0, 0, 0, 1, 0",
    "01234x, 6, 0, 0, 0, 1, 0",
    "x12345, 6, 0, 0, 0, 1, 0",
    "01x45, 6, 1, 0, 0, 1, 0",
    "01xx45, 6, 0, 0, 0, 2, 0",
    "01f2345, 6, 0, 0, 0, 0, 1",
  })
  void shouldCountExactlyWhatHappened(
      String arrivals,
      int sent,
      long lost,
      long dup,
      long reordered,
      long corrupted,
      long unknown) {
    for (int size : new int[] {16, 17, 24, 64, 100}) {
      History history = new History(new Content(1), CheckDepth.CONTENT, size);
      for (char c : arrivals.toCharArray()) {
        int n = c == 'x' ? 2 | FLIPPED : c == 'f' ? 2 | FOREIGN : c - '0';
        arrive(history, n, size);
      }
      history.finish(sent);
      assertThat(history.counts())
          .as("size %d", size)
          .isEqualTo(new IntegrityCounts(lost, dup, reordered, corrupted, unknown));
      assertThat(history.received()).isEqualTo(arrivals.length());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 12, 16, 40, 100})
  void shouldAgreeWithAModelThatRemembersEverything(int size) {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<Integer> arrivals = faulty(random, 300);
      History history = new History(new Content(9), CheckDepth.CONTENT, size);
      arrivals.forEach(n -> arrive(history, n, size));
      history.finish(300);
      assertThat(history.counts()).as("seed %d", seed).isEqualTo(model(arrivals, 300));
      assertThat(history.received()).isEqualTo(arrivals.size());
    }
  }

  private static List<Integer> faulty(Random random, int count) {
    List<Integer> arrivals = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      switch (random.nextInt(12)) {
        case 0 -> {} // lost
        case 1 -> {
          arrivals.add(n);
          arrivals.add(random.nextInt(Math.max(0, n - 20), n + 1)); // again, or late
        }
        case 2 -> arrivals.add(n | FLIPPED);
        case 3 ->
            arrivals.add(random.nextInt(Math.max(0, arrivals.size() - 10), arrivals.size() + 1), n);
        default -> arrivals.add(n);
      }
    }
    return arrivals;
  }

  private static IntegrityCounts model(List<Integer> arrivals, int count) {
    Set<Integer> seen = new HashSet<>();
    int highest = -1;
    long duplicated = 0;
    long reordered = 0;
    long corrupted = 0;
    for (int n : arrivals) {
      if ((n & FLIPPED) != 0) {
        corrupted++;
      } else if (!seen.add(n)) {
        duplicated++;
      } else if (n < highest) {
        reordered++;
      } else {
        highest = n;
      }
    }
    long lost = Math.max(0, count - seen.size() - corrupted);
    return new IntegrityCounts(lost, duplicated, reordered, corrupted, 0);
  }

  @Test
  void shouldCountLossExactlyBeyondWhatItRemembers() {
    History history = new History(new Content(1), CheckDepth.CONTENT, 32);
    for (int n = 0; n < 10_000; n += 2) {
      arrive(history, n, 32);
    }
    history.finish(10_000);
    assertThat(history.counts()).isEqualTo(new IntegrityCounts(5000, 0, 0, 0, 0));
    arrive(history, 1, 32); // forgotten: missing, or here already?
    assertThat(history.counts().unknown()).isEqualTo(1);
    arrive(history, 9_999, 32);
    assertThat(history.counts().reordered()).isEqualTo(1);
    assertThat(history.counts().lost()).isEqualTo(4999);
  }

  @Test
  void shouldCallAWrongLengthCorrupted() {
    History history = new History(new Content(1), CheckDepth.CONTENT, 32);
    new Content(1).write(buffer, 0, 0, 31);
    history.onMessage(buffer, 0, 31);
    history.finish(1);
    assertThat(history.counts()).isEqualTo(new IntegrityCounts(0, 0, 0, 1, 0));
  }

  @Test
  void shouldSeeOnlyTheNumberAtTheMiddleLevel() {
    History history = new History(new Content(1), CheckDepth.NUMBER, 32);
    new Content(1).write(buffer, 0, 0, 32);
    buffer.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 30, (byte) 99);
    history.onMessage(buffer, 0, 32);
    arrive(history, 2, 32);
    history.finish(3);
    assertThat(history.counts()).isEqualTo(new IntegrityCounts(1, 0, 0, 0, 0));
  }

  @Test
  void shouldCompareOnlyTheirNumberWhereMessagesHoldNothing() {
    History tooFew = new History(new Content(1), CheckDepth.CONTENT, 0);
    tooFew.onMessage(buffer, 0, 0);
    tooFew.finish(3);
    assertThat(tooFew.counts()).isEqualTo(new IntegrityCounts(2, 0, 0, 0, 0));
    History tooMany = new History(new Content(1), CheckDepth.COUNT, 8);
    tooMany.onMessage(buffer, 0, 8);
    tooMany.onMessage(buffer, 0, 8);
    tooMany.finish(1);
    assertThat(tooMany.counts()).isEqualTo(new IntegrityCounts(0, 0, 0, 0, 1));
    assertThat(tooMany.received()).isEqualTo(2);
  }

  private void arrive(History history, int arrival, int size) {
    int n = arrival & (FLIPPED - 1);
    long source = history.sourceId();
    new Content((arrival & FOREIGN) == 0 ? source : source + 1).write(buffer, 0, n, size);
    if ((arrival & FLIPPED) != 0) {
      long at = size - 1L;
      byte last = buffer.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at);
      buffer.set(java.lang.foreign.ValueLayout.JAVA_BYTE, at, (byte) (last ^ 0x40));
    }
    history.onMessage(buffer, 0, size);
  }
}
