package io.podwire.sidecar.peers;

import java.util.List;
import java.util.Optional;

/** Who knows where the other pods are. Threads may share it. */
public interface PeerSource extends AutoCloseable {
  /**
   * Begins to look; does not block and does not fail.
   *
   * @param changed called after each change, on a thread that must not be held up
   */
  void start(Runnable changed);

  /** The pods as they are known now, the own one left out. */
  List<PeerAddress> peers();

  /** The own pod, where the source knows it. */
  Optional<PeerAddress> self();

  /** Whether what is known is fresh; empty where it never changes. */
  Optional<Boolean> connected();

  /** Why what is known is not fresh, in one line with the way out; empty where it is. */
  Optional<String> fault();

  /** Looks no longer. */
  @Override
  void close();
}
