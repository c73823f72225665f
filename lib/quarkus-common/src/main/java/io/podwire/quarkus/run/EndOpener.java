package io.podwire.quarkus.run;

import io.podwire.lab.workload.EndSpec;

/** Opens ends of one kind of channel. Shared by threads. */
public interface EndOpener {
  /**
   * Refuses by its words what can never run or is not allowed; may ask the pod's sidecar.
   *
   * @throws io.podwire.ipc.ChannelException of kind BAD_ADDRESS, TOO_LONG or UNSUPPORTED
   * @throws io.podwire.quarkus.ProblemException 400 for an address that is not allowed
   */
  void validate(EndSpec spec);

  /**
   * Opens the end's channel: a sink binds, a source waits for the sink to come.
   *
   * @throws io.podwire.ipc.ChannelException if that fails
   */
  RunningEnd open(EndSpec spec);

  /**
   * Removes what the run has made, once its end is closed or could not be opened; leaves alone what
   * the other end still holds, which removes it then. Nothing where nothing outlives the ends.
   *
   * @throws io.podwire.ipc.ChannelException if that fails
   */
  default void removeUnused(EndSpec spec) {}
}
