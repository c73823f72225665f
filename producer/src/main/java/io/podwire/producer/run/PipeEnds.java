package io.podwire.producer.run;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.PipedSink;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunSpec;
import io.podwire.quarkus.run.EndOpener;
import io.podwire.quarkus.run.RunningEnd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens sources over {@code pipe:}, whose sink has to be a child of this process: it is started
 * here, and its report travels with the source's. A child that has not run the pattern before is
 * warmed for a second, its start included, unless no warm-up was asked for. Threads may share it.
 */
final class PipeEnds implements EndOpener {
  private static final Duration WARM = Duration.ofSeconds(1);

  private final KeptChild kept = new KeptChild();

  @Override
  public void validate(EndSpec spec) {
    Transports.of(ChannelUri.parse(spec.run().channel()));
  }

  @Override
  public RunningEnd open(EndSpec spec) {
    return begin(kept.take(spec).orElseGet(() -> start(spec)), spec);
  }

  private RunningEnd begin(SinkChild child, EndSpec asked) {
    RunSpec run = child.knows(asked.run().pattern()) ? asked.run() : warmed(asked.run());
    try {
      child.sink().begin(end(EndSpec.Role.SINK, run, asked, null));
      return new PipedRun(end(EndSpec.Role.SOURCE, run, asked, asked.core()), child);
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  /** The same with a warm-up for a process that has not yet done this. */
  private static RunSpec warmed(RunSpec run) {
    boolean isShort = !run.warmup().isZero() && run.warmup().compareTo(WARM) < 0;
    return isShort ? run.withWarmup(WARM) : run;
  }

  private static EndSpec end(
      EndSpec.Role role, RunSpec run, EndSpec asked, @Nullable Integer core) {
    return new EndSpec(role, run, asked.sourceId(), asked.timeout(), core);
  }

  private static SinkChild start(EndSpec spec) {
    ChannelUri uri = ChannelUri.parse(spec.run().channel());
    return SinkChild.of(
        PipedSink.start(uri, new ChannelOptions(spec.run().waitStrategy(), spec.timeout())));
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
    private final SinkChild child;
    private final RunEnd source;
    private boolean over;

    PipedRun(EndSpec spec, SinkChild child) {
      this.spec = spec;
      this.child = child;
      this.source = RunEnd.over(spec, child.sink().channel());
    }

    @Override
    public Outcome run() {
      EndReport sent = source.run();
      EndReport received = child.sink().report(spec.timeout());
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
