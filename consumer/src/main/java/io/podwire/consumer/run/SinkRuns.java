package io.podwire.consumer.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwire.ipc.ChannelException;
import io.podwire.lab.workload.EndSpec;
import io.podwire.quarkus.run.AllowedAddresses;
import io.podwire.quarkus.run.ChannelEnds;
import io.podwire.quarkus.run.EndOpener;
import io.podwire.quarkus.run.EndRuns;
import io.podwire.quarkus.run.RunMetrics;
import io.podwire.quarkus.run.RunningEnd;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the registry of this program's runs: sinks over channels and over HTTP. */
final class SinkRuns {
  @Produces
  @Singleton
  @Startup // so that its metrics are there before the first run
  EndRuns runs(HttpSinks http, AllowedAddresses allowed, MeterRegistry registry) {
    EndRuns runs = new EndRuns(EndSpec.Role.SINK, new Opener(new ChannelEnds(), http, allowed));
    RunMetrics.register(registry, runs);
    return runs;
  }

  void close(@Disposes EndRuns runs) {
    runs.close();
  }

  private record Opener(ChannelEnds channels, HttpSinks http, AllowedAddresses allowed)
      implements EndOpener {
    @Override
    public void validate(EndSpec spec) {
      if (spec.run().channel().startsWith("pipe:")) {
        throw new ChannelException(
            ChannelException.Kind.UNSUPPORTED,
            "pipe: only a child inherits it; the producer starts the sink of a pipe itself");
      }
      allowed.requireSink(spec.run().channel());
      of(spec).validate(spec);
    }

    @Override
    public RunningEnd open(EndSpec spec) {
      return of(spec).open(spec);
    }

    @Override
    public void removeUnused(EndSpec spec) {
      of(spec).removeUnused(spec);
    }

    private EndOpener of(EndSpec spec) {
      return spec.run().channel().startsWith("http:") ? http : channels;
    }
  }
}
