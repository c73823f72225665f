package io.podwire.lab.workload;

/** One end of a run over an open channel. */
sealed interface EndRun permits Source, RoundTripSource, Sink {
  /** Carries out both phases on the calling thread. */
  EndReport run();
}
