package io.podwire.exhibits.halfduplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult.Status;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FifoIsHalfDuplexTest {
  @Test
  void shouldAnswerEveryQuestionOverTwoFifosOnly() {
    Shown shown = Shown.named("fifo-is-half-duplex").as(Status.SHOWN);
    MatchResult two = shown.saw("Over two FIFOs, (\\d+) of (\\d+) questions were answered");
    assertThat(two.group(1)).isEqualTo(two.group(2));
    MatchResult one = shown.saw("Over one FIFO, (\\d+) of (\\d+) questions were answered");
    assertThat(Long.parseLong(one.group(1))).isLessThan(Long.parseLong(one.group(2)));
  }

  @Test
  void shouldCountQuestionsThatTheAskerReadsItself(@TempDir Path folder) {
    Path path = folder.resolve("alone");
    Fifo.make(path);
    try (Fifo fifo = Fifo.open(path)) {
      Conversation alone = Conversation.over(fifo, fifo, 0);
      assertThat(alone.ownQuestions()).isEqualTo(alone.asked()).isPositive();
      assertThat(alone.isWhole()).isFalse();
    }
  }

  @Test
  void shouldNoticeOneFifoThatIsEnoughAndTwoThatAreNot() {
    Conversation whole = new Conversation(9, 9, 0);
    Conversation broken = new Conversation(9, 8, 1);
    assertThat(FifoIsHalfDuplex.verdict(broken, broken, whole).holds()).isTrue();
    assertThat(FifoIsHalfDuplex.verdict(whole, broken, whole).holds()).isTrue();
    assertThat(FifoIsHalfDuplex.verdict(whole, whole, whole).holds()).isFalse();
    assertThat(FifoIsHalfDuplex.verdict(broken, broken, broken).holds()).isFalse();
    assertThat(new Conversation(0, 0, 0).isWhole()).isFalse();
  }
}
