package io.podwire.ipc.memory;

/**
 * Start of both files of a ring. All words are little-endian longs but the version, an int. The
 * first line is stored when the file is made and, its mode, when its writer opens and closes; the
 * words below are stored in slow paths only.
 *
 * <pre>
 *   0        8        16       24       32       40       48               128              256
 *   +--------+--------+--------+--------+--------+--------+----- pad ------+------- pad ----+-----
 *   | magic  |ver|rsv | capac. | fileId | ready  | mode   |                | heartbeat      | ...
 *   +--------+--------+--------+--------+--------+--------+----------------+----------------+-----
 *   256              384              512
 *   +------- pad ----+------- pad ----+--------
 *   | waiting        | position       | records        (position: cursor file, records: data file)
 *   +----------------+----------------+--------
 * </pre>
 *
 * <ul>
 *   <li>{@code mode}: {@link #MODE_NONE}, {@link #MODE_AWAKE}, {@link #MODE_SLEEPS}, or, greater
 *       than these, a number that tells one close of the writer from another.
 *   <li>{@code heartbeat}: a {@link System#nanoTime()} of the writer. It tells a stuck end from a
 *       working one, and is as old as the last slow path.
 *   <li>{@code waiting}: 0, or what the sleeping writer of the file waits for; see {@link
 *       RingReceiver} and {@link RingSender}.
 * </ul>
 */
final class HeaderDescriptor {
  static final int LAYOUT_VERSION = 2;
  static final long READY = 1;

  /** Nobody has opened this side yet. */
  static final long MODE_NONE = 0;

  /** The writer of the file never sleeps: nobody needs to wake it. */
  static final long MODE_AWAKE = 1;

  /** The writer of the file sleeps when it waits. */
  static final long MODE_SLEEPS = 2;

  /** Two lines, since processors fetch lines in pairs. */
  static final long LINE_BYTES = 128;

  static final long MAGIC_OFFSET = 0;
  static final long VERSION_OFFSET = MAGIC_OFFSET + Long.BYTES;
  static final long CAPACITY_OFFSET = VERSION_OFFSET + Long.BYTES;
  static final long FILE_ID_OFFSET = CAPACITY_OFFSET + Long.BYTES;
  static final long READY_OFFSET = FILE_ID_OFFSET + Long.BYTES;
  static final long MODE_OFFSET = READY_OFFSET + Long.BYTES;
  static final long FIXED_BYTES = MODE_OFFSET + Long.BYTES;
  static final long HEARTBEAT_OFFSET = MAGIC_OFFSET + LINE_BYTES;
  static final long WAITING_OFFSET = HEARTBEAT_OFFSET + LINE_BYTES;
  static final long HEADER_BYTES = WAITING_OFFSET + LINE_BYTES;

  private HeaderDescriptor() {}

  /** Whether a mode says that the writer has closed in good order. */
  static boolean isEnded(long mode) {
    return mode < MODE_NONE || mode > MODE_SLEEPS;
  }

  /** The mode of a close at this moment, unlike that of any other. */
  static long endedNow() {
    return System.nanoTime() | Long.MIN_VALUE;
  }
}
