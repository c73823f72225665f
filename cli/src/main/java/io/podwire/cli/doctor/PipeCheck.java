package io.podwire.cli.doctor;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.PipedSink;
import io.podwire.lab.workload.RunEnd;
import java.time.Duration;

/** Tries anonymous pipes for real: the echo is a child, a JVM as this one is. */
final class PipeCheck {
  private static final ChannelUri PIPE = ChannelUri.parse("pipe:");
  private static final Duration PATIENCE = Duration.ofSeconds(10); // a JVM starts in it

  private PipeCheck() {}

  static Finding run() {
    try {
      return MechanismCheck.finding(PIPE, roundTrips());
    } catch (ChannelException e) {
      return Finding.missing(
          PIPE.scheme(), String.valueOf(e.getMessage()), MechanismCheck.mend(PIPE.scheme()));
    }
  }

  private static EndReport roundTrips() {
    try (PipedSink child = PipedSink.start(PIPE, ChannelOptions.DEFAULT.withTimeout(PATIENCE))) {
      roundTrips(child); // the first waits until the child is up
      return roundTrips(child);
    }
  }

  private static EndReport roundTrips(PipedSink child) {
    child.begin(MechanismCheck.end(EndSpec.Role.SINK, PIPE, PATIENCE));
    EndReport report =
        RunEnd.over(MechanismCheck.end(EndSpec.Role.SOURCE, PIPE, PATIENCE), child.channel()).run();
    child.report(PATIENCE);
    return report;
  }
}
