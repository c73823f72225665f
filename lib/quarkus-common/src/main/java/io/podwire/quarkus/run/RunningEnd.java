package io.podwire.quarkus.run;

import io.podwire.lab.workload.EndReport;
import org.jspecify.annotations.Nullable;

/** One end of a run with its channel open. {@link #run} once, on one thread. */
public interface RunningEnd extends AutoCloseable {
  /**
   * What an end tells when it is done.
   *
   * @param report its own
   * @param childReport of the other end, where that was a child process
   */
  record Outcome(EndReport report, @Nullable EndReport childReport) {
    /** The outcome of an end without a child. */
    public static Outcome of(EndReport report) {
      return new Outcome(report, null);
    }
  }

  /**
   * Carries out warm-up and measured phase on the calling thread.
   *
   * @throws io.podwire.ipc.ChannelException on a fault of the channel; CLOSED after {@link #close}
   */
  Outcome run();

  /** Frees everything and ends {@link #run}; idempotent, from any thread. */
  @Override
  void close();
}
