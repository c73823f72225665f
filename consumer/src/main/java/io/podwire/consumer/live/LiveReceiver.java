package io.podwire.consumer.live;

import io.podwire.api.FlowState;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.quarkus.live.Backoff;
import io.podwire.quarkus.live.FlowStatus;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Receives one live flow on the thread that runs it: opens the channel, receives until the sender
 * ends or goes, and takes the next sender, for which it opens the channel again unless each sender
 * has a stream of its own. A fault is shown and tried again later; other flows do not notice.
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
    while (control.goesOn(name)) {
      session();
    }
    control.ended(name);
  }

  private void session() {
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT)) {
      boolean goesOn = true;
      while (goesOn) {
        history.open();
        goesOn = takesNextAfter(receiver) && control.goesOn(name);
      }
    } catch (OutOfMemoryError e) {
      throw e; // of the whole program, not of one flow
    } catch (RuntimeException | Error e) { // a truncated file is an Error
      status.fault(e);
    }
    pause(backoff.nextNanos());
  }

  /**
   * Receives one sender's stream; returns whether the same receiver takes the next one: to close it
   * would cut off senders that are connected already.
   */
  private boolean takesNextAfter(Receiver receiver) {
    try {
      receive(receiver);
    } catch (ChannelException e) {
      if (!isOfOneSender(e)) {
        throw e;
      }
      status.fault(e);
    }
    if (!Transports.of(uri).hasStreamPerSender()) {
      return false;
    }
    pause(backoff.nextNanos());
    return true;
  }

  private boolean isOfOneSender(ChannelException e) {
    return Transports.of(uri).hasStreamPerSender()
        && (e.kind() == ChannelException.Kind.CORRUPT
            || e.kind() == ChannelException.Kind.PEER_GONE);
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
