package io.podwire.exhibits;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.Json;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.Cells;
import io.podwire.result.Place;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Two processes that measure one workload after the other: this one, or a companion where this one
 * cannot go, sends, another companion receives. The same processes for all workloads, so that their
 * start is paid and their code compiled once. For one thread.
 */
public final class MeasuredPair {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long SOURCE_ID = 5;

  private final Boundary boundary;
  private final @Nullable Companion source;
  private final Companion sink;

  private MeasuredPair(Boundary boundary, @Nullable Companion source, Companion sink) {
    this.boundary = boundary;
    this.source = source;
    this.sink = sink;
  }

  /** Starts the companion, which lives as long as the stage. */
  public static MeasuredPair on(Stage stage) {
    return new MeasuredPair(Boundary.PROCESS, null, ready(stage.start(EndMain.class)));
  }

  /** The same, the companion with mounts and process ids of its own; see {@link OtherContainer}. */
  public static MeasuredPair acrossContainers(Stage stage) {
    Companion sink = ready(stage.startBehind(OtherContainer.PREFIX, EndMain.class));
    return new MeasuredPair(Boundary.CONTAINER, null, sink);
  }

  /** Two companions, each with a network of its own, a wire between; see {@link OtherNetwork}. */
  public static MeasuredPair acrossPods(Stage stage) {
    Companion sink = ready(stage.startBehind(OtherNetwork.ofListener(), EndMain.class));
    Companion source = ready(stage.startBehind(OtherNetwork.wiredTo(sink.pid()), EndMain.class));
    return new MeasuredPair(Boundary.POD, source, sink);
  }

  /** Waits for its first line: what was to be done before it runs, such as a wire, is done. */
  private static Companion ready(Companion end) {
    String ignored = end.line();
    return end;
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
    EndReport sent = send(new EndSpec(EndSpec.Role.SOURCE, run, SOURCE_ID, TIMEOUT, null));
    Place place = Place.of(uri.scheme(), boundary, "source", uri.scheme(), "sink");
    return Cells.measured(place, run, sent, report(sink), null);
  }

  private EndReport send(EndSpec spec) {
    if (source != null) {
      source.tell(line(spec));
      return report(source);
    }
    try (RunEnd end = RunEnd.open(spec)) {
      return end.run();
    }
  }

  private static String line(EndSpec spec) {
    try {
      return EndMain.LINE.writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EndReport report(Companion end) {
    String line = end.line();
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
          String.format(
              Locale.ROOT,
              "%s: %s, %d messages went wrong; no figures of such a run are shown",
              cell.channel(),
              cell.status().text(),
              cell.wrong()));
    }
    return cell;
  }
}
