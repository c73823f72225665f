package io.podwire.ipc.pipe;

/** What one end of a pipe has to do besides closing its descriptor. */
interface PipeEnd {
  /** An anonymous pipe leaves nothing behind. */
  PipeEnd ANONYMOUS = new PipeEnd() {};

  /**
   * Before the descriptor is closed.
   *
   * @param atRest whether the stream stands between two messages, with nothing in this end's hands
   */
  default void leave(boolean atRest) {}

  /** After the descriptor was closed. */
  default void left() {}
}
