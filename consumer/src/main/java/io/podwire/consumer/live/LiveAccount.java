package io.podwire.consumer.live;

import io.podwire.api.FlowState;
import io.podwire.api.FlowState.SourceState;
import io.podwire.lab.integrity.IntegrityCounts;
import java.util.List;
import java.util.Locale;

/** A live flow's last words in the log, so that they outlive the pod. Stateless. */
final class LiveAccount {
  private LiveAccount() {}

  /** One line: what came and what went wrong, with each source where there are several. */
  static String of(FlowState flow) {
    StringBuilder line = new StringBuilder();
    line.append(flow.name()).append(": received ").append(flow.messages());
    IntegrityCounts counts = flow.integrity();
    if (counts != null) {
      line.append(", ").append(words(counts));
    }
    List<SourceState> sources = flow.sources();
    if (sources != null) {
      sources.forEach(source -> line.append("; ").append(words(source)));
    }
    return line.toString();
  }

  private static String words(SourceState source) {
    return String.format(
        Locale.ROOT,
        "source %s: processed %d, next %d, %s",
        source.source(),
        source.processed(),
        source.next(),
        words(source.integrity()));
  }

  private static String words(IntegrityCounts counts) {
    return String.format(
        Locale.ROOT,
        "lost %d, duplicated %d, reordered %d, corrupted %d, unknown %d",
        counts.lost(),
        counts.duplicated(),
        counts.reordered(),
        counts.corrupted(),
        counts.unknown());
  }
}
