package io.podwire.sidecar.peers;

import java.util.List;
import java.util.Optional;

/** A list that was given once; whether its pods live, only asking tells. Immutable. */
public final class StaticPeers implements PeerSource {
  private final List<PeerAddress> peers;

  /** The sidecars at these URLs. */
  public StaticPeers(List<String> urls) {
    this.peers = urls.stream().map(url -> at(url.replaceAll("/+$", ""))).toList();
  }

  /** A pod that has not answered yet is named by its URL. */
  private static PeerAddress at(String url) {
    return new PeerAddress(url.replaceFirst("^\\w+://", ""), "", url, "", "", true);
  }

  @Override
  public void start(Runnable changed) {
    changed.run();
  }

  @Override
  public List<PeerAddress> peers() {
    return peers;
  }

  @Override
  public Optional<PeerAddress> self() {
    return Optional.empty();
  }

  @Override
  public Optional<Boolean> connected() {
    return Optional.empty();
  }

  @Override
  public Optional<String> fault() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // it does not look
  }
}
