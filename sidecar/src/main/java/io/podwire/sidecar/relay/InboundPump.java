package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Takes messages from the far relay, hands them to a local channel, and gives credit for what that
 * has taken. Belongs to the thread that runs it.
 */
final class InboundPump {
  private static final int BATCH_FRAMES = 256;

  /** How long no whole frame may come; a far relay asks for credit more often than that. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private final RelayLink link;
  private final Delivery local;
  private final RouteStatus status;
  private final BooleanSupplier stopping;
  private final long creditBytes;
  private final MessageHandler frames = this::onFrame;
  private long takenBytes;
  private long creditedBytes;
  private long newMessages;
  private long newBytes;
  private boolean ended;
  private long maxSilentNanos = SILENCE.toNanos();
  private long silentSinceNanos;

  InboundPump(
      RelayLink link,
      Delivery local,
      int windowBytes,
      RouteStatus status,
      BooleanSupplier stopping) {
    this(link, local, CreditWindow.quantumBytes(windowBytes), status, stopping);
  }

  private InboundPump(
      RelayLink link,
      Delivery local,
      long creditBytes,
      RouteStatus status,
      BooleanSupplier stopping) {
    this.link = link;
    this.local = local;
    this.creditBytes = creditBytes;
    this.status = status;
    this.stopping = stopping;
  }

  /** A pump whose credit is an acknowledgement, and so is given for each batch at once. */
  static InboundPump acknowledging(
      RelayLink link, Delivery local, RouteStatus status, BooleanSupplier stopping) {
    return new InboundPump(link, local, 1L, status, stopping);
  }

  /**
   * Pumps until the far relay ends the stream or the pump is stopped, then ends the local stream in
   * good order.
   *
   * @throws ChannelException of the local channel or the connection, whichever failed; TIMEOUT if
   *     no whole frame comes for too long
   */
  void run() {
    silentSinceNanos = System.nanoTime();
    try {
      while (!ended && !stopping.getAsBoolean()) {
        requireOpen(link.receive(frames, BATCH_FRAMES));
      }
      local.finish();
    } finally {
      count();
    }
  }

  private void requireOpen(int taken) {
    if (taken == Receiver.END && !ended) {
      throw new ChannelException(
          ChannelException.Kind.PEER_GONE,
          "relay: the far relay closed the connection before the stream's end");
    }
    if (taken > 0) {
      local.flush();
      count();
      silentSinceNanos = System.nanoTime(); // after the delivery, which may have waited long
    } else if (System.nanoTime() - silentSinceNanos > maxSilentNanos) {
      throw new ChannelException(
          ChannelException.Kind.TIMEOUT,
          String.format(
              Locale.ROOT,
              "relay: the far relay sent no whole frame for %d s",
              TimeUnit.NANOSECONDS.toSeconds(maxSilentNanos)));
    }
  }

  /** Bears another time than {@link #SILENCE} without a frame. */
  void bearSilence(Duration max) {
    maxSilentNanos = max.toNanos();
  }

  private void onFrame(MemorySegment buffer, long offset, long length) {
    switch (RelayLink.type(buffer, offset, length)) {
      case FrameDescriptor.DATA -> onData(buffer, offset, length);
      case FrameDescriptor.ASK -> {
        RelayLink.requireBare(length);
        credit();
      }
      case FrameDescriptor.END -> {
        RelayLink.requireBare(length);
        ended = true;
      }
      default -> throw RelayLink.unexpected(buffer, offset, length);
    }
  }

  private void onData(MemorySegment buffer, long offset, long length) {
    long messageBytes = length - FrameDescriptor.HEADER_BYTES;
    local.deliver(buffer, offset + FrameDescriptor.HEADER_BYTES, messageBytes);
    newMessages++;
    newBytes += messageBytes;
    takenBytes += length;
    if (takenBytes - creditedBytes >= creditBytes) {
      credit();
    }
  }

  /** Gives the credit that is held back, before the connection ends. */
  void settle() {
    if (takenBytes > creditedBytes) {
      credit();
    }
  }

  private void credit() {
    creditedBytes = takenBytes;
    link.sendCredit(takenBytes);
  }

  private void count() {
    status.forwarded(newMessages, newBytes);
    newMessages = 0;
    newBytes = 0;
  }
}
