package io.podwire.sidecar.relay;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * One TCP connection between two relays: frames out, frames in. One thread at a time; {@link
 * #close} from any thread, which ends the waits of the other.
 */
final class RelayLink implements AutoCloseable {
  /** How long a wait lasts before the waiter looks whether anything else has changed. */
  static final long LOOK_NANOS = 250_000_000;

  private static final int MAX_REASON_BYTES = 1000;
  private static final long CONTROL_BYTES = FrameDescriptor.HEADER_BYTES + MAX_REASON_BYTES;

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

  /** Tells the far relay why this one gives up, if the connection still allows it at once. */
  void sendFault(String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, MAX_REASON_BYTES);
    control.set(FrameDescriptor.LONG, 0, FrameDescriptor.FAULT);
    MemorySegment.copy(
        text, 0, control, ValueLayout.JAVA_BYTE, FrameDescriptor.HEADER_BYTES, length);
    try {
      if (out.offer(control, 0, FrameDescriptor.HEADER_BYTES + length)) {
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
          "relay: a frame of %d bytes is shorter than its header of %d"
              .formatted(length, FrameDescriptor.HEADER_BYTES));
    }
    return buffer.get(ValueLayout.JAVA_BYTE, offset + FrameDescriptor.TYPE_OFFSET);
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

  /** Made by both directions so far; asked from any thread it may lag. */
  long systemCalls() {
    return out.systemCalls() + in.systemCalls();
  }

  @Override
  public void close() {
    channel.close();
  }
}
