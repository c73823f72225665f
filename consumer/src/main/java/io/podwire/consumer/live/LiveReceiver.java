package io.podwire.consumer.live;

import io.podwire.consumer.ledger.Ledger;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.lab.api.FlowState;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.web.live.Backoff;
import io.podwire.web.live.FlowStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Receives one live flow on the thread that runs it: opens the channel, receives until the sender
 * ends or goes, opens it again. A fault is shown and tried again later; other flows do not notice.
 */
final class LiveReceiver implements LiveFlow, Runnable {
  private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();
  private static final long DRAIN_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int BATCH = 64;

  private final String name;
  private final ChannelUri uri;
  private final Path ledgerFile;
  private final LoopControl control;
  private final FlowStatus status;
  private final Backoff backoff = new Backoff();
  private volatile @Nullable LiveHistory history;

  LiveReceiver(String name, ChannelUri uri, Path ledgerFile, LoopControl control) {
    this.name = name;
    this.uri = uri;
    this.ledgerFile = ledgerFile;
    this.control = control;
    this.status = new FlowStatus(name);
  }

  @Override
  public void run() {
    try {
      while (control.goesOn(name)) {
        session();
      }
    } finally {
      control.ended(name);
    }
  }

  private void session() {
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT)) {
      receive(receiver, historyOf(Ledger.open(ledgerFile)));
    } catch (ChannelException | IllegalStateException e) {
      status.fault(String.valueOf(e.getMessage()));
    }
    pause(backoff.nextNanos());
  }

  private LiveHistory historyOf(Ledger ledger) {
    LiveHistory known = history;
    LiveHistory opened = known == null ? new LiveHistory(ledger) : known.over(ledger);
    history = opened;
    return opened;
  }

  private void receive(Receiver receiver, LiveHistory handler) {
    int count = 0;
    while (count != Receiver.END && control.goesOn(name)) {
      if (control.isPaused()) {
        LockSupport.parkNanos(LOOK_NANOS);
      } else {
        count = receiver.receive(handler, BATCH, System.nanoTime() + LOOK_NANOS);
        heard(count);
      }
    }
    if (count == Receiver.END) {
      status.ended();
    } else {
      drain(receiver, handler);
    }
  }

  private void heard(int count) {
    if (count > 0) {
      status.connected();
      backoff.reset();
    }
  }

  /** Takes what the sender still sends before it ends. */
  private void drain(Receiver receiver, LiveHistory handler) {
    long deadline = System.nanoTime() + DRAIN_NANOS;
    int count = 1;
    while (count > 0 && deadline - System.nanoTime() > 0) {
      count = receiver.receive(handler, BATCH, Math.min(deadline, System.nanoTime() + LOOK_NANOS));
    }
  }

  private void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && control.goesOn(name); left = end - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FlowState state() {
    LiveHistory now = history;
    LedgerEntry entry = now == null ? LedgerEntry.EMPTY : now.latest();
    return new FlowState(
        name,
        uri.toString(),
        status.isConnected(),
        now == null ? 0 : now.messages(),
        null,
        entry.redelivered(),
        now == null ? IntegrityCounts.NONE : entry.integrity(),
        status.error());
  }

  @Override
  public long processed() {
    LiveHistory now = history;
    return now == null ? 0 : now.latest().processed();
  }
}
