package io.podwire.result.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.result.MachineDraft;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentTextTest {
  private final MachineDraft machine = MachineDraft.quiet();

  @Test
  void shouldTellTheNoiseTheRunAndTheCores() {
    assertThat(text().subList(2, 5))
        .containsExactly(
            "Noise floor 5.00us: the machine alone stopped a spinning thread that long in a look of"
                + " 100ms (the next gaps: 900ns, 800ns, 700ns, 600ns); reading the clock takes 20.0ns,"
                + " its steps are 10.0ns; waking an idle core takes 3.00us",
            "The run of 10.0s: never throttled, 0ns stolen by the hypervisor, other programs on 0.01"
                + " cores (0.02 before it)",
            "Pinned: source on core 0 and sink on core 1, two physical cores that share their"
                + " last-level cache");
  }

  @Test
  void shouldSayNothingOfWhatIsNotKnown() {
    machine.with("during", "{\"elapsedNanos\": 10000000000}");
    assertThat(text()).contains("The run of 10.0s: other programs on 0.02 cores before it");
    machine.without("otherLoadCores").without("coreDistance");
    assertThat(text())
        .noneMatch(line -> line.startsWith("The run"))
        .contains("Pinned: source on core 0 and sink on core 1");
  }

  @Test
  void shouldTellTheLoadBeforeARunOfWhichNothingIsKnown() {
    machine.without("during");
    assertThat(text()).contains("other programs on 0.02 cores before the run");
  }

  @Test
  void shouldReadAsItDidWithTheFieldsOfOld() {
    machine.without("noise").without("otherLoadCores").without("during").without("coreDistance");
    machine.with("placement", "{}");
    assertThat(text().subList(2, text().size()))
        .containsExactly(
            "Noise floor 5.00us: the machine alone stopped a spinning thread that long");
    machine.without("noiseFloorNanos");
    assertThat(text()).contains("Noise floor not known");
  }

  private List<String> text() {
    return EnvironmentText.of(machine.result());
  }
}
