package io.podwire.consumer.run;

import io.podwire.ipc.ChannelException;
import io.podwire.lab.workload.EndSpec;
import io.podwire.quarkus.run.EndOpener;
import io.podwire.quarkus.run.RunLimits;
import io.podwire.quarkus.run.RunningEnd;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sinks of runs over HTTP, by source. Shared by threads. */
@Singleton
public final class HttpSinks implements EndOpener {
  private final Map<Long, HttpSink> bySource = new ConcurrentHashMap<>();

  @Override
  public void validate(EndSpec spec) {
    RunLimits.requireHttpMessage(spec);
    if (bySource.containsKey(spec.sourceId())) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          String.format(
              Locale.ROOT,
              "%s: a run receives from source %d already; give another sourceId",
              spec.run().channel(),
              spec.sourceId()));
    }
  }

  @Override
  public RunningEnd open(EndSpec spec) {
    HttpSink sink = new HttpSink(spec, () -> bySource.remove(spec.sourceId()));
    bySource.put(spec.sourceId(), sink);
    return sink;
  }

  /** The sink of a source, or null if no run has it. */
  @Nullable HttpSink of(long sourceId) {
    return bySource.get(sourceId);
  }
}
