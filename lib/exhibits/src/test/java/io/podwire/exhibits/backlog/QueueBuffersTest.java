package io.podwire.exhibits.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QueueBuffersTest {
  private static final OptionalLong SEEN = OptionalLong.of(10);

  @Test
  void shouldKeepWhatAnEndedProducerHasPut() {
    ExhibitResult result = Shown.of(new QueueBuffers()).as(ExhibitResult.Status.SHOWN).result();
    assertThat(result.evidence())
        .anyMatch(line -> line.matches("a producer put [1-9]\\d* messages of 1 byte.*"))
        .anyMatch(line -> line.contains("memory"))
        .anyMatch(line -> line.endsWith("0 of them out of order; then the queue held 0"));
  }

  @Test
  void shouldNoticeWhatIsMissingOrEarly() {
    Duration apart = Duration.ofMillis(5);
    assertThat(QueueBuffers.verdict(10, 10, 0, apart, SEEN).holds()).isTrue();
    assertThat(QueueBuffers.verdict(10, 9, 0, apart, SEEN).holds()).isFalse();
    assertThat(QueueBuffers.verdict(10, 10, 1, apart, SEEN).holds()).isFalse();
    assertThat(QueueBuffers.verdict(0, 0, 0, apart, SEEN).holds()).isFalse();
    assertThat(QueueBuffers.verdict(10, 10, 0, apart.negated(), SEEN).holds()).isFalse();
  }

  @Test
  void shouldSpeakOfTheKernelsMemoryOnlyAsFarAsItWasSeen() {
    assertThat(words(OptionalLong.of(9))).endsWith("an object of the kernel's memory.");
    assertThat(words(OptionalLong.of(-5))).contains("was not seen");
    assertThat(words(OptionalLong.empty())).contains("is not shown here");
  }

  private static String words(OptionalLong objects) {
    return QueueBuffers.verdict(10, 10, 0, Duration.ofMillis(5), objects).words();
  }
}
