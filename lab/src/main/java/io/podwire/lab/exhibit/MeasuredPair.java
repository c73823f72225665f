package io.podwire.lab.exhibit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.report.Boundary;
import io.podwire.lab.report.Cell;
import io.podwire.lab.report.Cells;
import io.podwire.lab.report.Json;
import io.podwire.lab.report.Place;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunSpec;
import java.time.Duration;

/**
 * Two processes that measure one workload after the other: this one sends, a companion receives.
 * One process for all of them, so that its start is paid and its code compiled once. For one
 * thread.
 */
public final class MeasuredPair {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long SOURCE_ID = 5;

  private final Companion sink;

  private MeasuredPair(Companion sink) {
    this.sink = sink;
  }

  /** Starts the companion, which lives as long as the stage. */
  public static MeasuredPair on(Stage stage) {
    return new MeasuredPair(stage.start(SinkMain.class));
  }

  /**
   * Carries out a workload; blocks for about its warm-up and duration.
   *
   * @throws ChannelException if it failed or a message was lost or changed
   */
  public Cell measure(RunSpec run) {
    ChannelUri uri = ChannelUri.parse(run.channel());
    Transport transport = Transports.of(uri);
    transport.prepare(uri, run.pattern() == Pattern.ROUND_TRIP);
    try {
      return requireClean(carryOut(run, uri));
    } finally {
      transport.remove(uri);
    }
  }

  private Cell carryOut(RunSpec run, ChannelUri uri) {
    sink.tell(line(new EndSpec(EndSpec.Role.SINK, run, SOURCE_ID, TIMEOUT, null)));
    EndSpec spec = new EndSpec(EndSpec.Role.SOURCE, run, SOURCE_ID, TIMEOUT, null);
    try (RunEnd source = RunEnd.open(spec)) {
      EndReport sent = source.run();
      Place place = Place.of(uri.scheme(), Boundary.PROCESS, "source", uri.scheme(), "sink");
      return Cells.measured(place, run, sent, report(sink.line()), null);
    }
  }

  private static String line(EndSpec spec) {
    try {
      return SinkMain.LINE.writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EndReport report(String line) {
    try {
      return Json.mapper().readValue(line, EndReport.class);
    } catch (JsonProcessingException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED, "the exhibit's second process: " + line, e);
    }
  }

  /**
   * Refuses figures of messages that did not all arrive as they were sent.
   *
   * @throws ChannelException of kind FAILED
   */
  public static Cell requireClean(Cell cell) {
    if (!cell.isClean()) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          "%s: %s, %d messages went wrong; no figures of such a run are shown"
              .formatted(cell.channel(), cell.status().text(), cell.wrong()));
    }
    return cell;
  }
}
