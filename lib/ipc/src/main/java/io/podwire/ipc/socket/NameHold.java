package io.podwire.ipc.socket;

/** The right of one listener to a name. Any thread. */
interface NameHold extends AutoCloseable {
  /** A port needs no more than the kernel's own bookkeeping. */
  NameHold NONE =
      new NameHold() {
        @Override
        public void unlink() {}

        @Override
        public void close() {}
      };

  /** Nobody listens any more: removes the name, and keeps the right to it. Idempotent. */
  void unlink();

  /** Gives the right back unused, and removes what was made to take it. */
  default void abandon() {
    close();
  }

  /** Gives the right back. Idempotent. */
  @Override
  void close();
}
