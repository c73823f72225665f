package io.podwire.exhibits.lockfree;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.exhibits.lockfree.MessagePassingNeedsNoLocks.OfQueue;
import io.podwire.result.ExhibitResult.Status;
import java.lang.foreign.MemorySegment;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessagePassingNeedsNoLocksTest {
  @Test
  void shouldTearNothingUpToTheLimit() {
    Shown shown = Shown.named("message-passing-needs-no-locks").as(Status.SHOWN);
    assertThat(shown.figure("messages of 4096 bytes .*torn in (\\d+) places")).isZero();
    MatchResult calls = shown.saw("(\\d+) messages of 64 bytes .* took (\\d+) system calls");
    assertThat(calls.group(1)).isEqualTo(calls.group(2));
    shown.saw("messages of 4097 bytes .*torn in \\d+ places");
  }

  @Test
  void shouldCountStretchesThatAreNoWholeMessages() {
    assertThat(tornIn(3, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1)).isZero();
    assertThat(tornIn(3, 1, 1, 2, 2, 2, 1)).isEqualTo(2);
    assertThat(tornIn(3, 1, 1, 1, 2, 2)).isEqualTo(1);
  }

  private static long tornIn(int messageBytes, int... stream) {
    Runs runs = new Runs(messageBytes);
    for (int writer : stream) {
      runs.accept(MemorySegment.ofArray(new byte[] {(byte) writer}), 1);
    }
    runs.end();
    assertThat(runs.totalBytes()).isEqualTo(stream.length);
    return runs.torn();
  }

  @Test
  void shouldNoticeMessagesThatAreTornWithinTheLimit() {
    assertThat(MessagePassingNeedsNoLocks.verdict(true, true, OfQueue.WHOLE).holds()).isTrue();
    assertThat(MessagePassingNeedsNoLocks.verdict(false, true, OfQueue.WHOLE).words())
        .contains("missing in the FIFO");
    assertThat(MessagePassingNeedsNoLocks.verdict(true, true, OfQueue.TORN).holds()).isFalse();
    assertThat(new FifoTrial(3, 64, 30, 30, 30 * 64, 1).isWhole()).isFalse();
    assertThat(new FifoTrial(3, 64, 30, 30, 29 * 64, 0).isWhole()).isFalse();
    assertThat(new FifoTrial(3, 64, 30, 31, 30 * 64, 0).isWhole()).isFalse();
    assertThat(new QueueTrial(30, 29).isWhole()).isFalse();
  }

  @Test
  void shouldSayNothingOfAQueueThatWasNotTried() {
    assertThat(MessagePassingNeedsNoLocks.verdict(true, true, OfQueue.NOT_TRIED).words())
        .doesNotContain("a message in a queue")
        .endsWith("Of queues this run shows nothing.");
  }
}
