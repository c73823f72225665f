package io.podwire.lab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.integrity.Content;
import io.podwire.lab.measure.ThreadUsage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a sink makes of the clock that a source names. */
class SinkCheckTest {
  private static final int SIZE_BYTES = 64;
  private static final EndSpec SPEC =
      Specs.end(EndSpec.Role.SINK, Specs.run("tcp://127.0.0.1:1", Pattern.PACED, SIZE_BYTES));

  @Test
  void shouldMeasureOneWayByAClockThatBothRead() {
    assertThat(reportOfMessageBy(Clock.ofThisBoot()).histogram()).isNotNull();
  }

  @Test
  void shouldNotMeasureOneWayByTheClockOfAnotherBoot() {
    EndReport report = reportOfMessageBy(Clock.ofThisBoot() + 1);
    assertThat(report.histogram()).isNull();
    assertThat(report.messages()).isOne();
  }

  @Test
  void shouldNotMeasureOneWayByAClockThatIsNotKnown() {
    assertThat(reportOfMessageBy(Clock.UNKNOWN).histogram()).isNull();
  }

  private static EndReport reportOfMessageBy(long clock) {
    SinkCheck sink = new SinkCheck(SPEC, ThreadUsage::now, () -> -1);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(SIZE_BYTES, 8);
      long now = System.nanoTime();
      ControlMessage begin =
          new ControlMessage(
              Specs.SOURCE_ID, ControlMessage.Kind.BEGIN, Phase.MEASURED, now, 1000, clock);
      begin.write(buffer);
      sink.onMessage(buffer, 0, ControlMessage.BYTES);
      new Content(Phase.MEASURED.sourceId(Specs.SOURCE_ID)).write(buffer, 0, 0, SIZE_BYTES);
      sink.onMessage(buffer, 0, SIZE_BYTES);
      ControlMessage.end(SPEC, Phase.MEASURED, 1).write(buffer);
      sink.onMessage(buffer, 0, ControlMessage.BYTES);
    }
    return Objects.requireNonNull(sink.report());
  }
}
