package io.podwire.producer.run;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.ForkedEnd;
import io.podwire.lab.workload.RunEnd;
import io.podwire.web.run.EndOpener;
import io.podwire.web.run.RunningEnd;

/**
 * Opens sources over {@code pipe:}, whose sink has to be a child of this process: it is started
 * here, and its report travels with the source's. Stateless.
 */
final class PipeEnds implements EndOpener {
  @Override
  public void validate(EndSpec spec) {
    Transports.of(ChannelUri.parse(spec.run().channel()));
  }

  @Override
  public RunningEnd open(EndSpec spec) {
    EndSpec sink =
        new EndSpec(EndSpec.Role.SINK, spec.run(), spec.sourceId(), spec.timeout(), null);
    ForkedEnd.PipedEnd piped = ForkedEnd.startPiped(sink);
    return new PipedRun(spec, RunEnd.over(spec, piped.channel()), piped.child());
  }

  private record PipedRun(EndSpec spec, RunEnd end, ForkedEnd child) implements RunningEnd {
    @Override
    public Outcome run() {
      var report = end.run();
      return new Outcome(report, child.report(spec.timeout()));
    }

    @Override
    public void close() {
      try (child) {
        end.close();
      }
    }
  }
}
