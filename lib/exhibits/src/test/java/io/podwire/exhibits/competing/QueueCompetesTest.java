package io.podwire.exhibits.competing;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.exhibits.competing.QueueCompetes.Tally;
import io.podwire.result.ExhibitResult;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QueueCompetesTest {
  @Test
  void shouldGiveEachMessageToOne() {
    ExhibitResult result = Shown.of(new QueueCompetes()).as(ExhibitResult.Status.SHOWN).result();
    assertThat(result.evidence()).contains("of 10000 numbers 0 were taken twice, 0 by nobody");
  }

  @Test
  void shouldNoticeWhatWasTakenTwiceOrByNobody() {
    Tally twice = Tally.of(List.of(share(0, 1, 2), share(2, 3)), 4);
    Tally missing = Tally.of(List.of(share(0, 1), share(3)), 4);
    assertThat(twice).isEqualTo(new Tally(1, 0, 2));
    assertThat(missing).isEqualTo(new Tally(0, 1, 2));
    assertThat(QueueCompetes.verdict(twice).holds()).isFalse();
    assertThat(QueueCompetes.verdict(missing).holds()).isFalse();
    assertThat(QueueCompetes.verdict(new Tally(0, 0, 1)).holds()).isFalse();
    assertThat(QueueCompetes.verdict(new Tally(0, 0, 2)).holds()).isTrue();
  }

  @Test
  void shouldReadAShareAsItWasWritten() {
    Share share = share(0, 63, 64, 9999);
    assertThat(Share.parse(share.text())).isEqualTo(share);
    assertThat(Share.parse(share().text())).isEqualTo(share());
  }

  private static Share share(int... numbers) {
    BitSet set = new BitSet();
    for (int number : numbers) {
      set.set(number);
    }
    return new Share(numbers.length, set);
  }
}
