package io.podwire.producer.run;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.PipedSink;
import io.podwire.lab.workload.RunEnd;
import io.podwire.web.run.EndOpener;
import io.podwire.web.run.RunningEnd;

/**
 * Opens sources over {@code pipe:}, whose sink has to be a child of this process: it is started
 * here, and its report travels with the source's. Threads may share it.
 */
final class PipeEnds implements EndOpener {
  private final KeptChild kept = new KeptChild();

  @Override
  public void validate(EndSpec spec) {
    Transports.of(ChannelUri.parse(spec.run().channel()));
  }

  @Override
  public RunningEnd open(EndSpec spec) {
    PipedSink child = kept.take(spec).orElseGet(() -> start(spec));
    try {
      child.begin(
          new EndSpec(EndSpec.Role.SINK, spec.run(), spec.sourceId(), spec.timeout(), null));
      return new PipedRun(spec, child);
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  private static PipedSink start(EndSpec spec) {
    return PipedSink.start(
        ChannelUri.parse(spec.run().channel()),
        new ChannelOptions(spec.run().waitStrategy(), spec.timeout()));
  }

  /**
   * Ends a child that waits for its next run if this one, over whatever channel, needs its memory.
   */
  void makeRoom(EndSpec spec) {
    kept.makeRoom(spec);
  }

  /** A run and its child, which is kept after a good end. */
  private final class PipedRun implements RunningEnd {
    private final EndSpec spec;
    private final PipedSink child;
    private final RunEnd source;
    private boolean over;

    PipedRun(EndSpec spec, PipedSink child) {
      this.spec = spec;
      this.child = child;
      this.source = RunEnd.over(spec, child.channel());
    }

    @Override
    public Outcome run() {
      EndReport sent = source.run();
      EndReport received = child.report(spec.timeout());
      keep();
      return new Outcome(sent, received);
    }

    private synchronized void keep() {
      if (!over) {
        over = true;
        kept.keep(child, spec);
      }
    }

    @Override
    public synchronized void close() {
      if (!over) {
        over = true;
        try (child) {
          source.close();
        }
      }
    }
  }
}
