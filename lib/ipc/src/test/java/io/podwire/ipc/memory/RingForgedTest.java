package io.podwire.ipc.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.WaitStrategy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in the files, an end refuses it by name and touches nothing beyond. */
class RingForgedTest {
  private static final long FIRST_RECORD = DataFileDescriptor.RECORDS_OFFSET;
  private static final String QUERY = "?capacity=4KiB";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 2049, 4096, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void shouldRefuseAForgedLength(int length) {
    try (Ring ring = Ring.open(directory, QUERY)) {
      ring.sendNow("first");
      Forgery.data(directory).putInt(FIRST_RECORD, length);
      assertCorrupt(ring, "position 0", "length " + Integer.toUnsignedString(length), "8 to 2048");
    }
  }

  @Test
  void shouldRefuseALengthBeyondTheLap() {
    try (Ring ring = Ring.open(directory, QUERY)) {
      for (int i = 0; i < 3; i++) {
        ring.sendNow("x".repeat(1016));
        assertThat(ring.poll()).hasSize(1);
      }
      ring.sendNow("last");
      Forgery.data(directory).putInt(FIRST_RECORD + 3072, 1025);
      assertCorrupt(ring, "position 3072", "length 1025", "8 to 1024");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 255})
  void shouldRefuseAForgedType(int type) {
    try (Ring ring = Ring.open(directory, QUERY)) {
      ring.sendNow("first");
      Forgery.data(directory).putLong(FIRST_RECORD, 13L | (long) type << 32);
      assertCorrupt(ring, "position 0", "type " + type, "1 to 3");
    }
  }

  @Test
  void shouldRefuseARecordOfAnotherLap() {
    try (Ring ring = Ring.open(directory, QUERY)) {
      ring.sendNow("first");
      Forgery.data(directory).putLong(FIRST_RECORD, 13L | 1L << 32 | 5L << 40);
      assertCorrupt(ring, "position 0", "lap 5", "lap 0");
    }
  }

  private static void assertCorrupt(Ring ring, String where, String found, String expected) {
    assertThatThrownBy(ring::poll)
        .hasMessageContaining(where)
        .hasMessageContaining(found)
        .hasMessageContaining("expected " + expected)
        .satisfies(thrown -> assertKind(thrown, Kind.CORRUPT));
  }

  @ParameterizedTest
  @ValueSource(longs = {4, -8, 4096, Long.MAX_VALUE - 7})
  void shouldRefuseACursorThatNoConsumerWrote(long position) {
    try (Ring ring = Ring.open(directory, QUERY)) {
      ring.sendNow("first");
      Forgery.cursor(directory).putLong(CursorFileDescriptor.POSITION_OFFSET, position);
      assertThatThrownBy(ring.sender::isDrained)
          .hasMessageContaining("cursor is at " + position)
          .satisfies(thrown -> assertKind(thrown, Kind.CORRUPT));
    }
  }

  @Test
  void shouldRefuseToWalkFromACursorAmidARecord() {
    try (Ring ring = Ring.open(directory, QUERY)) {
      ring.sendNow("0123456789abcdef");
    }
    Forgery.cursor(directory).putLong(CursorFileDescriptor.POSITION_OFFSET, 8);
    assertThatThrownBy(() -> Ring.open(directory, QUERY))
        .satisfies(thrown -> assertKind(thrown, Kind.CORRUPT));
  }

  @Test
  void shouldRefuseToWalkInACircle() {
    try (Ring ring = Ring.open(directory, QUERY)) {
      ring.sendNow("");
    }
    for (long offset = 0; offset < 4096; offset += 8) {
      Forgery.data(directory).putLong(FIRST_RECORD + offset, 8L | 1L << 32);
    }
    assertThatThrownBy(() -> Ring.open(directory, QUERY))
        .satisfies(thrown -> assertKind(thrown, Kind.CORRUPT));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 77, FOREIGN, not a file of Podwire",
    "8, 3, VERSION, layout version 3",
    "16, 5000, CORRUPT, capacity 5000",
    "16, 8192, CORRUPT, has 4608 bytes",
    "24, 1, CORRUPT, has id",
    "32, 0, CORRUPT, not ready"
  })
  void shouldRefuseAForgedHeader(long offset, long value, Kind kind, String words) {
    prepare();
    Forgery.data(directory).putLong(offset, value);
    assertRefused(kind, words);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 20, 512, 4600})
  void shouldRefuseATruncatedDataFile(long bytes) {
    prepare();
    Forgery.data(directory).truncate(bytes);
    assertRefused(Kind.CORRUPT, "has " + (bytes < 48 ? "only " : "") + bytes + " bytes");
  }

  @Test
  void shouldRefuseACursorOfAnotherRing() {
    prepare();
    Forgery.cursor(directory).putLong(HeaderDescriptor.FILE_ID_OFFSET, 99);
    assertRefused(Kind.CORRUPT, "has id 63");
  }

  @Test
  void shouldSayCorruptWhenTheDataIsTruncatedUnderAReader() {
    try (Ring ring = Ring.open(directory, QUERY)) {
      ring.sendNow("first");
      Forgery.data(directory).truncate(0);
      assertThatThrownBy(ring::poll)
          .hasMessageContaining("truncated")
          .satisfies(thrown -> assertKind(thrown, Kind.CORRUPT));
    }
  }

  private void prepare() {
    Ring.TRANSPORT.prepare(Ring.uri(directory, QUERY), false);
  }

  private void assertRefused(Kind kind, String words) {
    assertThatThrownBy(
            () ->
                Ring.TRANSPORT.openReceiver(
                    Ring.uri(directory, ""), Ring.options(WaitStrategy.SPIN)))
        .hasMessageContaining(words)
        .satisfies(thrown -> assertKind(thrown, kind));
  }

  static void assertKind(Throwable thrown, Kind kind) {
    assertThat(thrown).isInstanceOf(ChannelException.class);
    assertThat(((ChannelException) thrown).kind()).as(thrown.getMessage()).isEqualTo(kind);
  }
}
