package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelUri;
import java.nio.file.Path;

/** One direction of a queue channel: what its words say and what they lead to. Immutable. */
interface QueueAddress {
  /** The channel, for errors. */
  ChannelUri uri();

  /** The lock files of this direction's two sides. */
  Sides sides();

  /** The lock under which the queue is looked for and made. */
  Path setupLock();

  /** Refuses what cannot work here, before anything is made. */
  void check();

  /** Finds, makes or makes again the queue; call it under the setup lock. */
  KernelQueue openOrCreate();
}
