package io.podwire.exhibits.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult.Status;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeHasACapacityTest {
  @Test
  void shouldStopTheWriterAtTheCapacityWhichTheKernelNames() {
    Shown shown = Shown.named("pipe-has-a-capacity").as(Status.SHOWN);
    assertEqual(shown.saw("A new pipe took (\\d+) bytes.* the kernel says (\\d+)"));
    assertEqual(shown.saw("stopped with (\\d+) bytes in it, of (\\d+)"));
    assertEqual(shown.saw("the kernel made it (\\d+), and (\\d+) fitted"));
    shown.saw("failed with EPIPE");
  }

  @Test
  void shouldCountTheCapacityInPages() {
    Shown shown = Shown.named("pipe-has-a-capacity");
    assertThat(shown.figure("Written 3000 bytes at a time, the same pipe took only (\\d+)"))
        .isPositive()
        .isLessThan(shown.figure("A new pipe took (\\d+)"));
  }

  private static void assertEqual(MatchResult figures) {
    assertThat(figures.group(1)).isEqualTo(figures.group(2));
  }

  @Test
  void shouldNoticeAWriterThatDoesNotStopOrAChangeThatIsNotKept() {
    assertThat(PipeHasACapacity.verdict(true, Resize.FOLLOWED, true).holds()).isTrue();
    assertThat(PipeHasACapacity.verdict(false, Resize.FOLLOWED, true).holds()).isFalse();
    assertThat(PipeHasACapacity.verdict(true, Resize.IGNORED, true).holds()).isFalse();
  }

  @Test
  void shouldClaimNoMoreThanWasSeen() {
    assertThat(PipeHasACapacity.verdict(true, Resize.REFUSED, false).words())
        .contains("was not shown: the kernel refused")
        .doesNotContain("moving it", "in pages");
    assertThat(Resize.REFUSED.and(Resize.FOLLOWED)).isEqualTo(Resize.FOLLOWED);
    assertThat(Resize.FOLLOWED.and(Resize.IGNORED)).isEqualTo(Resize.IGNORED);
  }
}
