package io.podwire.exhibits.unordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.exhibits.Exhibits;
import io.podwire.result.ExhibitResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SharedMemoryNeedsSynchronisationTest {
  @TempDir Path directory;

  /** Torn data is likely, not certain; the rest is. */
  @Test
  void shouldFindTheRingCleanWhateverPlainMemoryDid() {
    ExhibitResult result = Exhibits.show(new SharedMemoryNeedsSynchronisation());
    assertThat(result.evidence())
        .anyMatch(line -> line.startsWith("plain memory: while another process wrote"))
        .anyMatch(line -> line.startsWith("with a full fence") && line.endsWith(" 0 were stale"))
        .anyMatch(
            line -> line.startsWith("ring: 500000 of 500000") && line.endsWith("0 out of order"));
    boolean sawNothing = String.valueOf(result.verdict()).contains("neither torn nor stale");
    assertThat(result.status() == ExhibitResult.Status.SHOWN).isNotEqualTo(sawNothing);
  }

  @Test
  void shouldNoticeARingThatTearsAndARunThatSawNothing() {
    assertThat(SharedMemoryNeedsSynchronisation.verdict(5, 1, 0, 0).holds()).isTrue();
    assertThat(SharedMemoryNeedsSynchronisation.verdict(5, 1, 0, 1).holds()).isFalse();
    assertThat(SharedMemoryNeedsSynchronisation.verdict(0, 0, 0, 0).holds()).isFalse();
  }

  @Test
  void shouldFailIfTheCountingIsAtFault() {
    assertThatThrownBy(() -> SharedMemoryNeedsSynchronisation.verdict(5, 1, 1, 0))
        .hasMessageContaining("1 looks were stale behind a full fence");
  }

  @Test
  void shouldSeeATornRecord() {
    try (RecordTable table = new RecordTable(directory.resolve("table"))) {
      table.write(3);
      assertThat(table.difference(3)).isZero();
      table.tear(3);
      assertThat(table.difference(3)).isNotZero();
    }
  }

  @Test
  void shouldCallNoLookStaleIfOneSideRanAfterTheOther() {
    try (Crossing crossing = new Crossing(directory.resolve("crossing"))) {
      crossing.reset();
      crossing.crossPlainly(0);
      crossing.crossPlainly(1);
      assertThat(crossing.countStale()).isZero();
      assertThat(crossing.countMet()).isZero();
    }
  }

  @Test
  void shouldCallLooksStaleIfNeitherSideEverSawTheOther() {
    try (Crossing crossing = new Crossing(directory.resolve("crossing"))) {
      crossing.reset(); // every look saw 0
      assertThat(crossing.countStale()).isEqualTo(Crossing.STEPS - 1);
    }
  }
}
