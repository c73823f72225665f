package io.podwire.producer.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwire.lab.workload.EndSpec;
import io.podwire.producer.ProducerConfig;
import io.podwire.producer.http.HttpEnds;
import io.podwire.quarkus.run.AllowedAddresses;
import io.podwire.quarkus.run.ChannelEnds;
import io.podwire.quarkus.run.EndOpener;
import io.podwire.quarkus.run.EndRuns;
import io.podwire.quarkus.run.KnownPods;
import io.podwire.quarkus.run.RunMetrics;
import io.podwire.quarkus.run.RunningEnd;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the registry of this program's runs: sources over channels, pipes and HTTP. */
final class SourceRuns {
  @Produces
  @Singleton
  @Startup // so that its metrics are there before the first run
  EndRuns runs(
      HttpEnds http,
      ProducerConfig config,
      AllowedAddresses allowed,
      PodsOfSidecar known,
      MeterRegistry registry) {
    Opener opener =
        new Opener(channels(config.faults().loseEvery()), new PipeEnds(), http, allowed, known);
    EndRuns runs = new EndRuns(EndSpec.Role.SOURCE, opener);
    RunMetrics.register(registry, runs);
    return runs;
  }

  private static EndOpener channels(long loseEvery) {
    return loseEvery > 0 ? new LosingEnds(new ChannelEnds(), loseEvery) : new ChannelEnds();
  }

  void close(@Disposes EndRuns runs) {
    runs.close();
  }

  private record Opener(
      EndOpener channels, PipeEnds pipes, EndOpener http, AllowedAddresses allowed, KnownPods known)
      implements EndOpener {
    @Override
    public void validate(EndSpec spec) {
      of(spec).validate(spec);
      allowed.requireSource(spec.run().channel(), known);
    }

    @Override
    public RunningEnd open(EndSpec spec) {
      pipes.makeRoom(spec);
      return of(spec).open(spec);
    }

    @Override
    public void removeUnused(EndSpec spec) {
      of(spec).removeUnused(spec);
    }

    private EndOpener of(EndSpec spec) {
      String channel = spec.run().channel();
      return switch (channel.substring(0, Math.max(channel.indexOf(':'), 0))) {
        case "http" -> http;
        case "pipe" -> pipes;
        default -> channels;
      };
    }
  }
}
