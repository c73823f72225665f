package io.podwire.web.run;

import io.podwire.lab.workload.EndSpec;

/** Opens ends of one kind of channel. Shared by threads. */
public interface EndOpener {
  /**
   * Refuses by its words what can never run; does not block.
   *
   * @throws io.podwire.ipc.ChannelException of kind BAD_ADDRESS, TOO_LONG or UNSUPPORTED
   */
  void validate(EndSpec spec);

  /**
   * Opens the end's channel: a sink binds, a source waits for the sink to come.
   *
   * @throws io.podwire.ipc.ChannelException if that fails
   */
  RunningEnd open(EndSpec spec);
}
