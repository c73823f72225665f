package io.podwire.consumer.live;

import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.lab.api.FlowState;
import io.podwire.web.live.Backoff;
import io.podwire.web.live.FlowStatus;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

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
  private final FlowHistory history;
  private final LoopControl control;
  private final FlowStatus status;
  private final Backoff backoff = new Backoff();

  LiveReceiver(String name, ChannelUri uri, FlowHistory history, LoopControl control) {
    this.name = name;
    this.uri = uri;
    this.history = history;
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
      history.open();
      receive(receiver);
    } catch (ChannelException | IllegalStateException e) {
      status.fault(String.valueOf(e.getMessage()));
    }
    pause(backoff.nextNanos());
  }

  private void receive(Receiver receiver) {
    int count = 0;
    while (count != Receiver.END && control.goesOn(name)) {
      if (control.isPaused()) {
        LockSupport.parkNanos(LOOK_NANOS);
      } else {
        count = receiver.receive(history, BATCH, System.nanoTime() + LOOK_NANOS);
        heard(count);
      }
    }
    if (count == Receiver.END) {
      status.ended();
    } else {
      drain(receiver);
    }
  }

  private void heard(int count) {
    if (count > 0) {
      status.connected();
      backoff.reset();
    }
  }

  /** Takes what the sender still sends before it ends. */
  private void drain(Receiver receiver) {
    long deadline = System.nanoTime() + DRAIN_NANOS;
    int count = 1;
    while (count > 0 && deadline - System.nanoTime() > 0) {
      count = receiver.receive(history, BATCH, Math.min(deadline, System.nanoTime() + LOOK_NANOS));
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
    LedgerEntry entry = history.latest();
    return new FlowState(
        name,
        uri.toString(),
        status.isConnected(),
        history.messages(),
        null,
        entry.redelivered(),
        entry.integrity(),
        status.error(),
        history.sources());
  }

  @Override
  public long processed() {
    return history.latest().processed();
  }
}
