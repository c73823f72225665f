package io.podwire.sidecar.relay;

import io.podwire.api.RouteReport;
import io.podwire.lab.environment.CgroupMeter;
import io.podwire.lab.environment.CgroupUsage;
import io.podwire.lab.measure.ThreadMeter;
import io.podwire.lab.measure.ThreadUsage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is known of a route: counts, CPU time, its last fault. Threads may share it. */
final class RouteStatus {
  private final String id;
  private final RelayTotals totals;
  private final LongAdder messages = new LongAdder();
  private final List<ThreadMeter> meters = new CopyOnWriteArrayList<>();
  private ThreadUsage past = ThreadUsage.NONE;
  private final List<LongSupplier> systemCalls = new CopyOnWriteArrayList<>();
  private final CgroupMeter group = new CgroupMeter();
  private final CgroupUsage groupAtBegin = group.used();
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

  /** Runs a pump on this thread and counts what it uses. */
  void metered(Runnable pump) {
    ThreadMeter meter = new ThreadMeter();
    meters.add(meter);
    try (meter) {
      pump.run();
    } finally {
      synchronized (meters) {
        past = past.plus(meter.used());
        meters.remove(meter);
      }
    }
  }

  /** Adds a counter of system calls, to be asked whenever somebody asks. */
  void counts(LongSupplier ofSystemCalls) {
    systemCalls.add(ofSystemCalls);
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
    ThreadUsage used = used();
    return new RouteReport(
        id,
        messages.sum(),
        used.cpuNanos(),
        used.contextSwitches(),
        systemCalls(),
        used.allocatedBytes(),
        group.used().since(groupAtBegin).throttledNanos(),
        error);
  }

  private ThreadUsage used() {
    synchronized (meters) {
      return meters.stream().map(ThreadMeter::used).reduce(past, ThreadUsage::plus);
    }
  }

  private @Nullable Long systemCalls() {
    return systemCalls.isEmpty()
        ? null // a live route does not count them
        : (Long) systemCalls.stream().mapToLong(LongSupplier::getAsLong).sum();
  }
}
