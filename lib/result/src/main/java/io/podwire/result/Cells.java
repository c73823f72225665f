package io.podwire.result;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a cell from what the two ends of a run report. Stateless. */
public final class Cells {
  private Cells() {}

  /**
   * The cell of a run that ended. It is {@code failed} when no message arrived, or when the times
   * of the ends make no sense: there is nothing to show then.
   *
   * @param run as the source ran it
   * @param relay what the sidecars on the path took for a message, null if there is none or it is
   *     not known
   */
  public static Cell measured(
      Place place, RunSpec run, EndReport source, EndReport sink, Usage.@Nullable End relay) {
    long sent = source.sent() == null ? source.messages() : source.sent();
    long received = (run.pattern() == Pattern.ROUND_TRIP ? source : sink).messages();
    if (received <= 0) {
      return Cell.failed(
          place, run, String.format(Locale.ROOT, "no message arrived (%d sent)", sent));
    }
    long durationNanos = durationNanos(place, run, source, sink);
    if (durationNanos <= 0) {
      return Cell.failed(
          place,
          run,
          String.format(
              Locale.ROOT,
              "the last receipt is %d ns before the first send; the ends read different clocks",
              -durationNanos));
    }
    return cell(place, run, source, sink, relay, new Exchange(sent, received, durationNanos));
  }

  /** What passed, and in which time. */
  private record Exchange(long sent, long received, long durationNanos) {
    double perSecond() {
      return received * 1e9 / durationNanos;
    }

    @Nullable Double perMessage(@Nullable Long total) {
      return total == null ? null : (double) total / received;
    }

    @Nullable Double perMessage(@Nullable Long ofSource, @Nullable Long ofSink) {
      return ofSource == null || ofSink == null ? null : (double) (ofSource + ofSink) / received;
    }
  }

  private static Cell cell(
      Place place,
      RunSpec run,
      EndReport source,
      EndReport sink,
      Usage.@Nullable End relay,
      Exchange all) {
    Usage usage = new Usage(end(source, all), end(sink, all), relay);
    IntegrityCounts wrong = wrong(run, source, sink, all);
    return new Cell(
        place.mechanism(),
        place.boundary().text(),
        place.path(),
        run.channel(),
        run.pattern().text(),
        run.sizeBytes(),
        run.waitStrategy().text(),
        place.serviceLevel(),
        Cell.Status.MEASURED,
        null,
        run.verify().text(),
        all.sent(),
        all.received(),
        wrong.lost(),
        wrong.duplicated(),
        wrong.reordered(),
        wrong.corrupted(),
        wrong.unknown(),
        all.durationNanos(),
        all.perSecond(),
        all.perSecond() * run.sizeBytes(),
        latency(place, run, source, sink),
        usage.cpuNanosPerMessage(),
        all.perMessage(source.contextSwitches(), sink.contextSwitches()),
        all.perMessage(source.systemCalls(), sink.systemCalls()),
        all.perMessage(source.allocatedBytes(), sink.allocatedBytes()),
        run.pattern() == Pattern.PACED ? new Cell.Offered(run.messagesPerSecond(), null) : null,
        usage.ifKnown(),
        run.warmup().toNanos(),
        run.duration().toNanos(),
        null);
  }

  private static Usage.@Nullable End end(EndReport report, Exchange all) {
    return new Usage.End(
            all.perMessage(report.cpuNanos()),
            all.perMessage(report.contextSwitches()),
            all.perMessage(report.systemCalls()),
            all.perMessage(report.allocatedBytes()),
            all.perMessage(report.containerCpuNanos()),
            report.throttledNanos())
        .ifKnown();
  }

  /** From the first send to the last receipt, by one clock. */
  private static long durationNanos(Place place, RunSpec run, EndReport source, EndReport sink) {
    if (run.pattern() == Pattern.ROUND_TRIP) {
      return source.lastNanos() - source.firstNanos();
    }
    if (place.clocksCompare()) {
      return sink.lastNanos() - source.firstNanos();
    }
    // Each end by its own clock; the longer covers all but the way of one message.
    return Math.max(source.lastNanos() - source.firstNanos(), sink.lastNanos() - sink.firstNanos());
  }

  /**
   * What the checking end saw, and what the two numbers add: a message that was sent and is not
   * there is lost, even if nobody looked at its content; one too many is of unknown origin. So what
   * was received is always what was sent, less the lost, and the duplicated and unknown besides.
   */
  private static IntegrityCounts wrong(
      RunSpec run, EndReport source, EndReport sink, Exchange all) {
    IntegrityCounts seen =
        run.pattern() == Pattern.ROUND_TRIP ? source.integrity() : sink.integrity();
    IntegrityCounts counts = seen == null ? IntegrityCounts.NONE : seen;
    long accountedFor = all.sent() - counts.lost() + counts.duplicated() + counts.unknown();
    long tooMany = all.received() - accountedFor;
    return new IntegrityCounts(
        counts.lost() + Math.max(0, -tooMany),
        counts.duplicated(),
        counts.reordered(),
        counts.corrupted(),
        counts.unknown() + Math.max(0, tooMany));
  }

  /** One way only by one clock, whatever the sink believes of the source's. */
  private static Cell.@Nullable Latency latency(
      Place place, RunSpec run, EndReport source, EndReport sink) {
    return switch (run.pattern()) {
      case ROUND_TRIP -> LatencySummary.of(LatencyKind.ROUND_TRIP, source.histogram());
      case PACED ->
          place.clocksCompare() ? LatencySummary.of(LatencyKind.ONE_WAY, sink.histogram()) : null;
      case STREAM -> null;
    };
  }
}
