package io.podwire.exhibits.boundaryprice;

import io.podwire.exhibits.MeasuredPair;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.Cells;
import io.podwire.result.Place;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A workload between two threads of this process. Stateless. */
final class MeasuredThreads {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long SOURCE_ID = 6;

  private MeasuredThreads() {}

  /**
   * Measures round trips; blocks for about warm-up and duration.
   *
   * @throws ChannelException if an end failed, or a message was lost or changed
   */
  static Cell measure(RunSpec run) {
    ChannelUri uri = ChannelUri.parse(run.channel());
    Transport transport = Transports.of(uri);
    transport.prepare(uri, true);
    try (RunEnd sink = RunEnd.open(end(EndSpec.Role.SINK, run))) {
      FutureTask<EndReport> received = new FutureTask<>(sink::run);
      Thread.ofPlatform().daemon().name("sink").start(received);
      try (RunEnd source = RunEnd.open(end(EndSpec.Role.SOURCE, run))) {
        EndReport sent = source.run();
        Place place = Place.of(uri.scheme(), Boundary.THREAD, "source", uri.scheme(), "sink");
        return MeasuredPair.requireClean(Cells.measured(place, run, sent, get(received), null));
      }
    } finally {
      transport.remove(uri);
    }
  }

  private static EndSpec end(EndSpec.Role role, RunSpec run) {
    return new EndSpec(role, run, SOURCE_ID, TIMEOUT, null);
  }

  private static EndReport get(FutureTask<EndReport> report) {
    try {
      return report.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  private static ChannelException failed(String words, Exception cause) {
    ChannelException.Kind kind =
        cause instanceof InterruptedException
            ? ChannelException.Kind.INTERRUPTED
            : ChannelException.Kind.FAILED;
    return new ChannelException(kind, "the sink's thread: " + words, cause);
  }
}
