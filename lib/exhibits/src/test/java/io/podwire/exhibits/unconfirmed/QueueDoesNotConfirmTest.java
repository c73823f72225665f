package io.podwire.exhibits.unconfirmed;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QueueDoesNotConfirmTest {
  @Test
  void shouldLoseAMessageWithItsConsumer() {
    ExhibitResult result =
        Shown.of(new QueueDoesNotConfirm()).as(ExhibitResult.Status.SHOWN).result();
    assertThat(result.evidence())
        .anyMatch(line -> line.startsWith("queue") && line.endsWith("got [2, 3]"))
        .anyMatch(line -> line.startsWith("ring") && line.endsWith("got [1, 2, 3]"));
  }

  @Test
  void shouldNoticeAQueueThatDeliversAgain() {
    List<String> left = List.of("2", "3");
    assertThat(QueueDoesNotConfirm.verdict(QueueDoesNotConfirm.SENT, left).holds()).isFalse();
    assertThat(QueueDoesNotConfirm.verdict(List.of(), left).holds()).isFalse();
    assertThat(QueueDoesNotConfirm.verdict(left, left).holds()).isTrue();
  }
}
