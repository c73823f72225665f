package io.podwire.sidecar.relay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Sums over all routes since the relay started, for the metrics. Threads may share it. */
public final class RelayTotals {
  private static final Logger LOG = Logger.getLogger(Relay.class);

  private final LongAdder messages = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Set<CreditWindow> windows = ConcurrentHashMap.newKeySet();
  private final Refusals refusals = new Refusals(LOG::warn, System::nanoTime);

  RelayTotals() {}

  Refusals refusals() {
    return refusals;
  }

  /** Connections that were refused for this reason. */
  public long refused(Refusal refusal) {
    return refusals.count(refusal);
  }

  void forwarded(long newMessages, long newBytes) {
    messages.add(newMessages);
    bytes.add(newBytes);
  }

  Set<CreditWindow> windows() {
    return windows;
  }

  /** Messages forwarded, in and out. */
  public long messages() {
    return messages.sum();
  }

  /** Bytes of those messages. */
  public long bytes() {
    return bytes.sum();
  }

  /** What the sending directions together may send without a further credit, in bytes. */
  public long creditAvailableBytes() {
    return windows.stream().mapToLong(CreditWindow::availableBytes).sum();
  }
}
