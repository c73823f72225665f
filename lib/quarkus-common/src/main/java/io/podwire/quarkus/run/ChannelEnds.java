package io.podwire.quarkus.run;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunEnd;

/** Opens ends over the mechanisms of the channel library. Stateless. */
public final class ChannelEnds implements EndOpener {
  @Override
  public void validate(EndSpec spec) {
    Transports.of(ChannelUri.parse(spec.run().channel()));
  }

  @Override
  public RunningEnd open(EndSpec spec) {
    return of(RunEnd.open(spec));
  }

  /** A connection's name belongs to who listens. */
  @Override
  public void removeUnused(EndSpec spec) {
    ChannelUri uri = ChannelUri.parse(spec.run().channel());
    Transport transport = Transports.of(uri);
    if (spec.role() == EndSpec.Role.SINK || !transport.isConnection()) {
      transport.removeUnused(uri);
    }
  }

  /** An end of the lab as one of a run. */
  public static RunningEnd of(RunEnd end) {
    return new RunningEnd() {
      @Override
      public Outcome run() {
        return Outcome.of(end.run());
      }

      @Override
      public void close() {
        end.close();
      }
    };
  }
}
