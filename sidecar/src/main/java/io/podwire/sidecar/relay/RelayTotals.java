package io.podwire.sidecar.relay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Sums over all routes since the relay started, for the metrics. Threads may share it. */
public final class RelayTotals {
  private final LongAdder messages = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Set<CreditWindow> windows = ConcurrentHashMap.newKeySet();

  RelayTotals() {}

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
