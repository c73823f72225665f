package io.podwire.exhibits.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Shown;
import io.podwire.exhibits.Verdict;
import io.podwire.result.ExhibitResult.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeBlocksTest {
  private static final String TIME = "[\\d.]+(us|ms|s)";

  @Test
  void shouldWaitAtBothEndsUntilTheOtherActs() {
    Shown shown = Shown.named("pipe-blocks").as(Status.SHOWN);
    shown.saw("A read on an empty pipe waited.* for " + TIME);
    shown.saw("while there was room returned 4096 after " + TIME + ", with all 4096 unread");
    shown.saw("The next write waited.* for " + TIME + ", and ended " + TIME + " after a read");
    shown.saw("the read end was closed ended with EPIPE; the next one at once with EPIPE");
    shown.saw("the write end was closed returned 0");
  }

  @Test
  void shouldNameTheCallThatWasNotAsClaimed() {
    Verdict verdict =
        PipeBlocks.verdict(
            Map.of("a read on an empty pipe", true, "a write on a full pipe", false));
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.words()).contains("did a write on a full pipe wait or end");
    assertThat(PipeBlocks.verdict(Map.of("a read on an empty pipe", true)).holds()).isTrue();
  }

  @Test
  void shouldTakeNoCallForOneThatWaitedIfItEndedEarlyOrBeganLate() {
    assertThat(PipeBlocks.endedAfter(20, new Attempt(1, 0, 10, 30))).isTrue();
    assertThat(PipeBlocks.endedAfter(20, new Attempt(1, 0, 10, 19))).isFalse();
    assertThat(PipeBlocks.endedAfter(20, new Attempt(1, 0, 21, 30))).isFalse();
  }
}
