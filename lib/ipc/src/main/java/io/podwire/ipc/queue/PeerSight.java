package io.podwire.ipc.queue;

import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.PeerWatch.Sight;
import java.nio.file.Path;

/**
 * What an end knows of its peer, refreshed at most every {@value #PERIOD_NANOS} ns, so that a busy
 * wait does not turn into looks at a lock file. For one thread at a time.
 */
final class PeerSight {
  static final long PERIOD_NANOS = 100_000_000;

  private final PeerWatch watch;
  private Sight last = Sight.NEVER_SEEN;
  private long lookedNanos = System.nanoTime();

  PeerSight(Path peerLock) {
    watch = new PeerWatch(peerLock);
  }

  /** Whether it is time for {@link #look}; always while the peer is known to be gone. */
  boolean isDue() {
    return isGone() || System.nanoTime() - lookedNanos >= PERIOD_NANOS;
  }

  /** Looks at the peer's lock now. */
  Sight look() {
    last = watch.look();
    lookedNanos = System.nanoTime();
    return last;
  }

  /** Whether the last look found that there was a peer and is none. */
  boolean isGone() {
    return last.isGone();
  }

  long systemCalls() {
    return watch.systemCalls();
  }

  void release() {
    watch.close();
  }
}
