package io.podwire.lab.exhibit.blocking;

import io.podwire.lab.exhibit.Shown;
import io.podwire.lab.report.ExhibitResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeBlocksTest {
  private static final String TIME = "[\\d.]+(us|ms|s)";

  @Test
  void shouldWaitAtBothEndsUntilTheOtherActs() {
    Shown shown = Shown.named("pipe-blocks").as(Status.SHOWN);
    shown.saw("A read on an empty pipe waited.* for " + TIME);
    shown.saw("while there was room returned 4096 after " + TIME + ", with all 4096 unread");
    shown.saw("The next write waited.* for " + TIME + ", and ended " + TIME + " after a read");
    shown.saw("the read end was closed ended with EPIPE; the next one at once with EPIPE");
    shown.saw("the write end was closed returned 0");
  }
}
