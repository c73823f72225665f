package io.podwire.producer.run;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunEnd;
import io.podwire.quarkus.run.ChannelEnds;
import io.podwire.quarkus.run.EndOpener;
import io.podwire.quarkus.run.RunningEnd;

/**
 * Opens sources whose streams lose every n-th message. A round trip is left alone: it would wait
 * for the lost answer instead of counting it. Stateless.
 */
record LosingEnds(EndOpener intact, long every) implements EndOpener {
  @Override
  public void validate(EndSpec spec) {
    intact.validate(spec);
  }

  @Override
  public RunningEnd open(EndSpec spec) {
    if (spec.run().pattern() == Pattern.ROUND_TRIP) {
      return intact.open(spec);
    }
    ChannelUri uri = ChannelUri.parse(spec.run().channel());
    ChannelOptions options = new ChannelOptions(spec.run().waitStrategy(), spec.timeout());
    LosingSender sender = new LosingSender(Transports.of(uri).openSender(uri, options), every);
    return ChannelEnds.of(RunEnd.over(spec, sender));
  }

  @Override
  public void removeUnused(EndSpec spec) {
    intact.removeUnused(spec);
  }
}
