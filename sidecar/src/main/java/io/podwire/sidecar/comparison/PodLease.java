package io.podwire.sidecar.comparison;

import io.podwire.api.Lease;
import io.podwire.ipc.ChannelException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which comparison measures in this pod, its producer and consumer included. A claim that nobody
 * renews, since its coordinator died, ends by itself. Threads may share it.
 */
public final class PodLease {
  private static final Duration LONGEST = Duration.ofHours(1);

  private @Nullable Lease holder;
  private long endNanos;

  /**
   * Claims the pod or renews the claim.
   *
   * @throws ChannelException of kind IN_USE naming who has it, while it is another's BAD_ADDRESS if
   *     the duration is not positive or longer than an hour
   */
  public synchronized void claim(Lease wanted) {
    if (!wanted.duration().isPositive() || wanted.duration().compareTo(LONGEST) > 0) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          String.format(
              Locale.ROOT,
              "duration: a claim of %s is not allowed; give up to %s",
              wanted.duration(),
              LONGEST));
    }
    Lease other = holder();
    if (other != null && !other.comparison().equals(wanted.comparison())) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          String.format(
              Locale.ROOT,
              "comparison %s of sidecar-%s is running here; wait for it or DELETE it there",
              other.comparison(),
              other.coordinator()));
    }
    holder = wanted;
    endNanos = System.nanoTime() + wanted.duration().toNanos();
  }

  private @Nullable Lease holder() {
    return holder != null && endNanos - System.nanoTime() > 0 ? holder : null;
  }

  /** Gives the pod back if this comparison has it. */
  public synchronized void release(String comparison) {
    if (holder != null && holder.comparison().equals(comparison)) {
      holder = null;
    }
  }
}
