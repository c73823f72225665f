package io.podwire.exhibits.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult.Status;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IsolationTest {
  @Test
  void shouldHoldTwoValuesAtOneAddress() {
    Shown shown = Shown.named("isolation").as(Status.SHOWN);
    MatchResult loaded =
        shown.saw(
            "Processes (\\d+) and (\\d+) .* the first loaded (\\d+) from it, the second (\\d+)");
    assertThat(loaded.group(3)).isEqualTo(loaded.group(1)).isNotEqualTo(loaded.group(4));
    assertThat(loaded.group(4)).isEqualTo(loaded.group(2));
    assertThat(shown.figure("had changed (\\d+) times")).isZero();
    MatchResult control = shown.saw("saw (\\d+) of the second's (\\d+) stores");
    assertThat(control.group(1)).isEqualTo(control.group(2));
  }

  @Test
  void shouldNoticeMemoryThatIsSharedAfterAll() {
    Isolation shared = new Isolation(stage -> Mapping.ofFile(Isolation.emptyPage(stage)));
    Shown shown = Shown.of(shared).as(Status.CONTRADICTED);
    assertThat(shown.figure("had changed (\\d+) times")).isPositive();
  }
}
