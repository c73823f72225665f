package io.podwire.sidecar.comparison;

import io.podwire.api.Lease;
import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.ipc.ChannelException;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.http.PodHttpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One comparison's claims on all pods that answer, so that no other measures there meanwhile. They
 * are made in one order everywhere, so that of two comparisons one gets all. For one thread at a
 * time.
 */
final class Claims implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Claims.class);
  private static final int CONFLICT = 409;

  private final PodHttp http;
  private final Lease lease;
  private final PodLease own;
  private final Pod self;
  private final List<Pod> claimed = new ArrayList<>();

  private Claims(PodHttp http, PodLease own, Pod self, Lease lease) {
    this.http = http;
    this.own = own;
    this.self = self;
    this.lease = lease;
  }

  /**
   * Claims them all or none; blocks while the pods answer.
   *
   * @param own the claim on the own pod
   * @param duration how long the claims last unless they are renewed
   * @throws ChannelException of kind IN_USE naming the comparison that has one of them
   */
  static Claims on(
      PodHttp http, PodLease own, Topology topology, String comparison, Duration duration) {
    Pod self = topology.self();
    Claims claims = new Claims(http, own, self, new Lease(comparison, self.name(), duration));
    try {
      topology.pods().stream()
          .filter(Pod::reachable)
          .sorted(Comparator.comparing(Pod::name))
          .forEach(claims::claim);
      return claims;
    } catch (RuntimeException e) {
      claims.close();
      throw e;
    }
  }

  private void claim(Pod pod) {
    try {
      if (pod == self) {
        own.claim(lease);
      } else {
        http.put(pod.sidecarUrl() + "/api/lease", lease, Lease.class);
      }
      claimed.add(pod);
    } catch (PodHttpException e) {
      if (e.status() == CONFLICT) {
        throw new ChannelException(ChannelException.Kind.IN_USE, e.detail(), e);
      }
      LOG.warnf("a pod is not claimed: %s", e.getMessage());
    }
  }

  /** Asks again, before the claims end by themselves. */
  void renew() {
    List<Pod> again = List.copyOf(claimed);
    claimed.clear();
    again.forEach(this::claim);
  }

  /** Gives all back, also when the comparison was interrupted. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    own.release(lease.comparison());
    for (Pod pod : claimed) {
      try {
        if (pod != self) {
          http.delete(pod.sidecarUrl() + "/api/lease/" + lease.comparison());
        }
      } catch (PodHttpException e) {
        LOG.warnf("a claim ends by itself: %s", e.getMessage());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
