package io.podwire.sidecar.relay;

import io.podwire.lab.api.RouteReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is known of a route: counts, CPU time, its last fault. Threads may share it. */
final class RouteStatus {
  private final String id;
  private final RelayTotals totals;
  private final LongAdder messages = new LongAdder();
  private final AtomicLong pastCpuNanos = new AtomicLong();
  private final List<CpuMeter> meters = new CopyOnWriteArrayList<>();
  private volatile @Nullable String error;

  RouteStatus(String id, RelayTotals totals) {
    this.id = id;
    this.totals = totals;
  }

  String id() {
    return id;
  }

  /** Counts what a pump has forwarded since it last said so. */
  void forwarded(long newMessages, long newBytes) {
    messages.add(newMessages);
    totals.forwarded(newMessages, newBytes);
  }

  void windowOpened(CreditWindow window) {
    totals.windows().add(window);
  }

  void windowClosed(CreditWindow window) {
    totals.windows().remove(window);
  }

  /** Runs a pump on this thread and counts its CPU time. */
  void metered(Runnable pump) {
    CpuMeter meter = new CpuMeter();
    meters.add(meter);
    try (meter) {
      pump.run();
    } finally {
      pastCpuNanos.addAndGet(meter.nanos());
      meters.remove(meter);
    }
  }

  /** Keeps the first fault of a run; a live route forgets it when it has healed. */
  synchronized void failed(String reason) {
    if (error == null) {
      error = reason;
    }
  }

  synchronized void healed() {
    error = null;
  }

  boolean hasFailed() {
    return error != null;
  }

  RouteReport report() {
    long cpuNanos = pastCpuNanos.get() + meters.stream().mapToLong(CpuMeter::nanos).sum();
    return new RouteReport(id, messages.sum(), cpuNanos, error);
  }
}
