package io.podwire.exhibits.numbered;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QueueNumbersMessagesTest {
  private static final List<String> BY_TYPE = List.of("type 1", "type 2", "type 3");
  private static final String ANSWER = "answer to question";
  private static final List<String> BY_PRIORITY =
      List.of(
          "message 1 of priority 9",
          "message 3 of priority 9",
          "message 2 of priority 5",
          "message 0 of priority 1");

  @Test
  void shouldTakeByTypeAndByPriority() {
    ExhibitResult result =
        Shown.of(new QueueNumbersMessages()).as(ExhibitResult.Status.SHOWN).result();
    assertThat(result.evidence())
        .anyMatch(line -> line.contains("took: type 1, type 2, type 3"))
        .anyMatch(line -> line.contains("\"answer to question\" past the 1 still in the queue"))
        .anyMatch(line -> line.endsWith(String.join(", ", BY_PRIORITY)));
  }

  @Test
  void shouldNoticeAQueueThatKeepsTheOrderOfArrival() {
    assertThat(QueueNumbersMessages.verdict(BY_TYPE, ANSWER, BY_PRIORITY).holds()).isTrue();
    assertThat(QueueNumbersMessages.verdict(BY_TYPE.reversed(), ANSWER, BY_PRIORITY).holds())
        .isFalse();
    assertThat(QueueNumbersMessages.verdict(BY_TYPE, "null", BY_PRIORITY).holds()).isFalse();
    assertThat(QueueNumbersMessages.verdict(BY_TYPE, ANSWER, BY_PRIORITY.reversed()).holds())
        .isFalse();
  }
}
