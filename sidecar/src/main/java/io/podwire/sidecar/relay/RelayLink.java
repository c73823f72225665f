package io.podwire.sidecar.relay;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.socket.ConnectedChannel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One TCP connection between two relays: frames out, frames in. One thread at a time; {@link
 * #close} from any thread, which ends the waits of the other.
 */
final class RelayLink implements AutoCloseable {
  /** How long a wait lasts before the waiter looks whether anything else has changed. */
  static final long LOOK_NANOS = 250_000_000;

  private static final int MAX_REASON_BYTES = 1000;

  /** The length of the longest frame that is neither HELLO nor DATA. */
  static final int CONTROL_BYTES = (int) FrameDescriptor.HEADER_BYTES + MAX_REASON_BYTES;

  private final Channel channel;
  private final Sender out;
  private final Receiver in;
  private final MemorySegment control = Arena.ofAuto().allocate(CONTROL_BYTES, Long.BYTES);
  private MemorySegment copy = control;

  RelayLink(Channel channel) {
    this.channel = channel;
    this.out = channel.sender();
    this.in = channel.receiver();
  }

  /** The options of the side that connects for the messages of a direction. */
  static ChannelOptions connecting(ChannelOptions options, Direction direction) {
    return limited(options, direction == Direction.FORWARD);
  }

  /** The options of the side that accepts the connection for the messages of a direction. */
  static ChannelOptions accepting(ChannelOptions options, Direction direction) {
    return limited(options, direction == Direction.BACK);
  }

  /** The side that sends the messages receives nothing but short frames. */
  private static ChannelOptions limited(ChannelOptions options, boolean sendsMessages) {
    return sendsMessages ? options.withMaxReceivedBytes(CONTROL_BYTES) : options;
  }

  /** Writes a message as a DATA frame, waiting for room in the connection's buffer. */
  void sendData(MemorySegment buffer, long offset, long length) {
    long frameBytes = FrameDescriptor.HEADER_BYTES + length;
    if (!out.canClaim()) {
      copyAndSend(buffer, offset, length);
      return;
    }
    long at = out.claim(frameBytes);
    while (at < 0) {
      flush();
      at = out.claim(frameBytes);
    }
    writeData(out.claimBuffer(), at, buffer, offset, length);
    out.commit();
  }

  private void copyAndSend(MemorySegment buffer, long offset, long length) {
    long frameBytes = FrameDescriptor.HEADER_BYTES + length;
    if (copy.byteSize() < frameBytes) {
      copy = Arena.ofAuto().allocate(frameBytes, Long.BYTES);
    }
    writeData(copy, 0, buffer, offset, length);
    send(copy, frameBytes);
  }

  private static void writeData(
      MemorySegment to, long at, MemorySegment buffer, long offset, long length) {
    to.set(FrameDescriptor.LONG, at, FrameDescriptor.DATA);
    MemorySegment.copy(buffer, offset, to, at + FrameDescriptor.HEADER_BYTES, length);
  }

  void sendHello(Hello hello) {
    control.fill((byte) 0);
    send(control, hello.write(control));
    flush();
  }

  /** Sends a frame without a body and flushes. */
  void sendSignal(byte type) {
    control.set(FrameDescriptor.LONG, 0, type);
    send(control, FrameDescriptor.HEADER_BYTES);
    flush();
  }

  void sendCredit(long cumulativeBytes) {
    control.set(FrameDescriptor.LONG, 0, FrameDescriptor.CREDIT);
    control.set(FrameDescriptor.LONG, FrameDescriptor.HEADER_BYTES, cumulativeBytes);
    send(control, FrameDescriptor.HEADER_BYTES + Long.BYTES);
    flush();
  }

  /** The frame that tells the far relay why this one gives up. */
  static MemorySegment fault(String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, MAX_REASON_BYTES);
    MemorySegment frame =
        MemorySegment.ofArray(new byte[(int) FrameDescriptor.HEADER_BYTES + length]);
    frame.set(FrameDescriptor.LONG, 0, FrameDescriptor.FAULT);
    MemorySegment.copy(text, 0, frame, ValueLayout.JAVA_BYTE, FrameDescriptor.HEADER_BYTES, length);
    return frame;
  }

  /** Tells the far relay why this one gives up, if the connection still allows it at once. */
  void sendFault(String reason) {
    MemorySegment frame = fault(reason);
    try {
      if (out.offer(frame, 0, frame.byteSize())) {
        out.flush();
      }
    } catch (ChannelException gone) {
      return; // the far relay sees the connection closed, which says the same in fewer words
    }
  }

  private void send(MemorySegment frame, long length) {
    while (!out.send(frame, 0, length, System.nanoTime() + LOOK_NANOS)) {
      Thread.onSpinWait(); // a far relay that does not read: wait on, until closed or interrupted
    }
  }

  /** Waits until everything written is with the kernel. */
  void flush() {
    while (!out.flush()) {
      if (out.flush(System.nanoTime() + LOOK_NANOS)) {
        return;
      }
    }
  }

  /** As {@link Receiver#poll}; each message is a frame. */
  int poll(MessageHandler frames, int limit) {
    return in.poll(frames, limit);
  }

  /** As {@link Receiver#receive}, for {@value #LOOK_NANOS} ns at most. */
  int receive(MessageHandler frames, int limit) {
    return in.receive(frames, limit, System.nanoTime() + LOOK_NANOS);
  }

  /** As {@link Receiver#receive}. */
  int receive(MessageHandler frames, int limit, long deadlineNanos) {
    return in.receive(frames, limit, deadlineNanos);
  }

  /** The type of a frame, checked to have a whole header. */
  static byte type(MemorySegment buffer, long offset, long length) {
    if (length < FrameDescriptor.HEADER_BYTES) {
      throw new ChannelException(
          ChannelException.Kind.CORRUPT,
          String.format(
              Locale.ROOT,
              "relay: a frame of %d bytes is shorter than its header of %d",
              length,
              FrameDescriptor.HEADER_BYTES));
    }
    return buffer.get(ValueLayout.JAVA_BYTE, offset + FrameDescriptor.TYPE_OFFSET);
  }

  /** Refuses a frame that should have no body and has one. */
  static void requireBare(long length) {
    if (length != FrameDescriptor.HEADER_BYTES) {
      throw new ChannelException(
          ChannelException.Kind.CORRUPT,
          String.format(
              Locale.ROOT,
              "relay: a frame without a body has %d bytes, %d are allowed",
              length,
              FrameDescriptor.HEADER_BYTES));
    }
  }

  /** What a frame of a type that does not belong here amounts to: a FAULT's reason, or CORRUPT. */
  static ChannelException unexpected(MemorySegment buffer, long offset, long length) {
    byte type = type(buffer, offset, length);
    if (type != FrameDescriptor.FAULT) {
      return new ChannelException(
          ChannelException.Kind.CORRUPT, "relay: a frame of type " + type + " has no place here");
    }
    long bodyBytes = Math.min(length - FrameDescriptor.HEADER_BYTES, MAX_REASON_BYTES);
    byte[] reason =
        buffer
            .asSlice(offset + FrameDescriptor.HEADER_BYTES, bodyBytes)
            .toArray(ValueLayout.JAVA_BYTE);
    return new ChannelException(
        ChannelException.Kind.PEER_GONE,
        "far relay: " + new String(reason, StandardCharsets.UTF_8));
  }

  /** Whether the far relay has closed the connection, or the network has lost it. Any thread. */
  boolean isPeerGone() {
    return channel instanceof ConnectedChannel connected && connected.isPeerGone();
  }

  /** Made by both directions so far; asked from any thread it may lag. */
  long systemCalls() {
    return out.systemCalls() + in.systemCalls();
  }

  @Override
  public void close() {
    channel.close();
  }
}
