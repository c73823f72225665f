package io.podwire.producer.live;

import io.podwire.api.FlowState;

/**
 * The sending end of one live flow. One thread at a time ticks, drains and closes; any asks for the
 * state.
 */
public interface SendingFlow {
  /**
   * Sends the next message if the peer and room for it are there; never blocks. Whatever it throws
   * is given to {@link #failed}.
   */
  void tick();

  /**
   * {@link #tick} threw this: the flow says so in its state, lets go what it has open and begins
   * anew with back-off. Does not throw.
   */
  void failed(Throwable e);

  /** Ends the flow in good order: what was sent is received, then the end is written. */
  void drain(long deadlineNanos);

  /** Its state now. */
  FlowState state();

  /** What it sent in all, in words for the log; asked once it has been drained. */
  default String account() {
    return "sent " + state().messages();
  }
}
