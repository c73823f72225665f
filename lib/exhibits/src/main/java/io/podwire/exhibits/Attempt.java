package io.podwire.exhibits;

import io.podwire.ipc.libc.Errno;

/**
 * What one system call gave, and when; a process tells it to another as a line. Immutable.
 *
 * @param count what it returned, a number of bytes; -1 if it failed
 * @param errno why it failed, 0 if it did not
 * @param startedNanos {@link System#nanoTime()}, which all processes of one boot share
 */
public record Attempt(long count, int errno, long startedNanos, long endedNanos) {
  /** Reads what {@link #line} wrote. */
  public static Attempt parse(String line) {
    String[] words = line.split(" ", -1);
    return new Attempt(
        Long.parseLong(words[0]),
        Integer.parseInt(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]));
  }

  /** The line that {@link #parse} reads. */
  public String line() {
    return count + " " + errno + " " + startedNanos + " " + endedNanos;
  }

  /** Whether it failed, and with this error. */
  public boolean failedWith(int error) {
    return count < 0 && errno == error;
  }

  /** Whether it still waited at its deadline, which ended it. */
  public boolean stillWaited() {
    return failedWith(Errno.EINTR);
  }

  /** How long it took. */
  public long nanos() {
    return endedNanos - startedNanos;
  }

  /** What it returned, or the error's symbol and words. */
  public String text() {
    return count < 0 ? Errno.name(errno) + " (" + Errno.text(errno) + ")" : Long.toString(count);
  }
}
