package io.podwire.cli.bench;

import io.podwire.cli.console.Closing;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.ForkedEnd;
import io.podwire.lab.workload.PipedSink;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.Cells;
import io.podwire.result.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One cell: a source and a sink, two processes of this machine. For one thread, once. */
final class BenchRun {
  private static final long LOOK_MILLIS = 10;
  private static final Duration SLACK = Duration.ofSeconds(5);

  private final RunSpec run;
  private final Duration timeout;
  private final List<Integer> cores;
  private final Closing closing;
  private final ChannelUri uri;
  private final Place place;
  private final long sourceId = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);

  BenchRun(RunSpec run, Duration timeout, List<Integer> cores, Closing closing) {
    this.run = run;
    this.timeout = timeout;
    this.cores = cores;
    this.closing = closing;
    this.uri = ChannelUri.parse(run.channel());
    this.place = Place.of(uri.scheme(), Boundary.PROCESS, "source", uri.scheme(), "sink");
  }

  /** Measures; what goes wrong stands in the cell. Blocks until both ends have ended. */
  Cell cell() {
    Optional<String> forbidden = Sizes.forbidden(run);
    if (forbidden.isPresent()) {
      return Cell.forbidden(place, run, forbidden.get());
    }
    try (MadeChannel channel = closing.add(MadeChannel.of(run))) {
      return uri.scheme().equals("pipe") ? parentAndChild() : twoChildren();
    } catch (ChannelException e) {
      return Cell.failed(place, run, String.valueOf(e.getMessage()));
    }
  }

  private EndSpec end(EndSpec.Role role) {
    @Nullable Integer core = cores.isEmpty() ? null : cores.get(role.ordinal());
    return new EndSpec(role, run, sourceId, timeout, core);
  }

  private Cell twoChildren() {
    try (ForkedEnd sink = closing.add(ForkedEnd.start(end(EndSpec.Role.SINK)));
        ForkedEnd source = closing.add(ForkedEnd.start(end(EndSpec.Role.SOURCE)))) {
      awaitFirst(sink, source);
      if (!sink.isAlive()) {
        EndReport received = sink.report(timeout); // the reason, if it has failed
        return Cells.measured(place, run, source.report(patience()), received, null);
      }
      EndReport sent = source.report(timeout);
      return Cells.measured(place, run, sent, sink.report(patience()), null);
    }
  }

  private void awaitFirst(ForkedEnd sink, ForkedEnd source) {
    long deadlineNanos = System.nanoTime() + patience().toNanos();
    try {
      while (sink.isAlive() && source.isAlive() && System.nanoTime() - deadlineNanos < 0) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelException(ChannelException.Kind.INTERRUPTED, uri + ": interrupted", e);
    }
  }

  /** Only a parent and its child share a pipe: this process is the source. */
  private Cell parentAndChild() {
    ChannelOptions options = new ChannelOptions(run.waitStrategy(), timeout);
    try (PipedSink sink = closing.add(PipedSink.start(uri, options));
        RunEnd source = RunEnd.over(end(EndSpec.Role.SOURCE), sink.channel())) {
      sink.begin(end(EndSpec.Role.SINK));
      EndReport sent = source.run();
      return Cells.measured(place, run, sent, sink.report(patience()), null);
    }
  }

  /** Longer than any end takes that works: start, warm-up, measuring, draining. */
  private Duration patience() {
    return run.warmup().plus(run.duration()).plus(timeout.multipliedBy(2)).plus(SLACK);
  }
}
