package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Takes messages from a local channel and sends them to the far relay, as far as its credit goes.
 * Without credit it takes nothing, so that the local channel fills and its sender stops. Belongs to
 * the thread that runs it.
 */
final class OutboundPump {
  private static final int BATCH_MESSAGES = 256;
  private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Intake local;
  private final RelayLink link;
  private final RouteStatus status;
  private final BooleanSupplier stopping;
  private final CreditWindow window;
  private final long quantumBytes;
  private final Unacknowledged unacknowledged;
  private final MessageHandler forward = this::forward;
  private final MessageHandler credit = this::credit;
  private final Heartbeat heartbeat;
  private long newMessages;
  private long newBytes;

  OutboundPump(
      Intake local,
      RelayLink link,
      int windowBytes,
      RouteStatus status,
      BooleanSupplier stopping,
      Heartbeat heartbeat) {
    this(local, link, windowBytes, status, stopping, heartbeat, Unacknowledged.NONE);
  }

  /** A pump that first sends what an earlier connection has left {@code unacknowledged}. */
  OutboundPump(
      Intake local,
      RelayLink link,
      int windowBytes,
      RouteStatus status,
      BooleanSupplier stopping,
      Heartbeat heartbeat,
      Unacknowledged unacknowledged) {
    this.heartbeat = heartbeat;
    this.unacknowledged = unacknowledged;
    this.local = local;
    this.link = link;
    this.status = status;
    this.stopping = stopping;
    this.window = new CreditWindow(windowBytes);
    this.quantumBytes = CreditWindow.quantumBytes(windowBytes);
  }

  /**
   * Pumps until the local stream ends or the pump is stopped, then ends the far stream in good
   * order and waits until the far relay has delivered all.
   *
   * @throws ChannelException of the local channel or the connection, whichever failed
   */
  void run() {
    status.windowOpened(window);
    try {
      unacknowledged.begin().forEach(message -> sendFrame(message, 0, message.byteSize()));
      link.flush();
      pump();
      link.sendSignal(FrameDescriptor.END);
      awaitFarClose();
    } catch (LinkFault e) {
      throw farReason(e.fault());
    } finally {
      count();
      status.windowClosed(window);
    }
  }

  private void pump() {
    while (!stopping.getAsBoolean()) {
      int taken = local.receive(forward, BATCH_MESSAGES, System.nanoTime() + RelayLink.LOOK_NANOS);
      if (taken == Receiver.END) {
        return;
      }
      if (taken > 0) {
        link.flush();
        count();
        heartbeat.sent();
      }
      if (taken == 0 || unacknowledged.keeps() || window.outstandingBytes() >= quantumBytes) {
        takeCredit(link.poll(credit, BATCH_MESSAGES));
      }
      // only now: an answer that came while this thread was away is in time
      if (taken == 0 && heartbeat.isDue(window.outstandingBytes() == 0)) {
        link.sendSignal(FrameDescriptor.ASK);
      }
    }
  }

  private void forward(MemorySegment buffer, long offset, long length) {
    unacknowledged.add(buffer, offset, length); // first: the local channel has forgotten it
    sendFrame(buffer, offset, length);
    newMessages++;
    newBytes += length;
  }

  private void sendFrame(MemorySegment buffer, long offset, long length) {
    long frameBytes = FrameDescriptor.HEADER_BYTES + length;
    try {
      while (!window.admits(frameBytes)) {
        awaitCredit();
      }
      link.sendData(buffer, offset, length);
    } catch (ChannelException e) {
      throw new LinkFault(e);
    }
    window.sent(frameBytes);
  }

  private void awaitCredit() {
    count();
    link.flush();
    if (window.mustAsk()) {
      link.sendSignal(FrameDescriptor.ASK);
    }
    takeCredit(link.receive(credit, BATCH_MESSAGES));
  }

  private static void takeCredit(int frames) {
    if (frames == Receiver.END) {
      throw new ChannelException(
          ChannelException.Kind.PEER_GONE, "relay: the far relay closed the connection");
    }
  }

  private void credit(MemorySegment buffer, long offset, long length) {
    boolean isCredit = RelayLink.type(buffer, offset, length) == FrameDescriptor.CREDIT;
    if (!isCredit || length != FrameDescriptor.HEADER_BYTES + Long.BYTES) {
      throw RelayLink.unexpected(buffer, offset, length);
    }
    long cumulativeBytes = buffer.get(FrameDescriptor.LONG, offset + FrameDescriptor.HEADER_BYTES);
    window.credit(cumulativeBytes);
    heartbeat.answered();
    unacknowledged.confirm(cumulativeBytes);
  }

  /** A connection closed with credits unread would be reset, and the far relay lose our last. */
  private void awaitFarClose() {
    long deadline = System.nanoTime() + LAST_WORDS_NANOS;
    while (link.receive(credit, BATCH_MESSAGES) != Receiver.END) {
      if (unacknowledged.keeps() && deadline - System.nanoTime() <= 0) {
        throw new ChannelException( // what it did not confirm goes elsewhere
            ChannelException.Kind.TIMEOUT, "relay: the far relay does not take the last messages");
      }
    }
  }

  /** The far relay may have said why before it closed. */
  private ChannelException farReason(ChannelException fault) {
    if (fault.kind() == ChannelException.Kind.PEER_GONE) {
      try {
        link.poll(credit, BATCH_MESSAGES);
      } catch (ChannelException reason) {
        return reason;
      }
    }
    return fault;
  }

  private void count() {
    status.forwarded(newMessages, newBytes);
    newMessages = 0;
    newBytes = 0;
  }
}
