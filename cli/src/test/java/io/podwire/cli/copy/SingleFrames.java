package io.podwire.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.Sender;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.zip.CRC32C;

/** Frames of a copy, one by one, as no sender in good order would send them. */
final class SingleFrames {
  private SingleFrames() {}

  static void begin(Sender sender, long id) {
    MemorySegment frame = MemorySegment.ofArray(new byte[CopyFrame.BEGIN_BYTES]);
    CopyFrame.putBegin(frame, 0, id);
    put(sender, frame);
  }

  static void data(Sender sender, long id, long number, int length) {
    MemorySegment frame = MemorySegment.ofArray(new byte[CopyFrame.HEADER_BYTES + length]);
    CopyFrame.putHeader(frame, 0, CopyFrame.header(CopyFrame.DATA, id, number));
    MemorySegment.copy(
        MemorySegment.ofArray(bytes(length)), 0, frame, CopyFrame.HEADER_BYTES, length);
    put(sender, frame);
  }

  static void end(Sender sender, long id, long number, long length, long checksum) {
    MemorySegment frame = MemorySegment.ofArray(new byte[CopyFrame.END_BYTES]);
    CopyFrame.putEnd(frame, id, number, length, checksum);
    put(sender, frame);
  }

  private static void put(Sender sender, MemorySegment frame) {
    assertThat(sender.offer(frame)).isTrue();
    assertThat(sender.flush(System.nanoTime() + CopyFixture.PATIENCE.toNanos())).isTrue();
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  static long checksum(int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes(length));
    return checksum.getValue();
  }
}
