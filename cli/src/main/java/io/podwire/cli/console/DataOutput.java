package io.podwire.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Stdout below a {@link java.io.PrintStream}, which hides faults: keeps the first one. */
public final class DataOutput extends FilterOutputStream {
  private @Nullable IOException fault;

  /** Writes to this stream. */
  public DataOutput(OutputStream out) {
    super(out);
  }

  /** The stdout of this process, which refuses each write where the caller has closed it. */
  public static OutputStream ofProcess() throws IOException {
    if (!ClosedStreams.stdout()) {
      return new FileOutputStream(FileDescriptor.out);
    }
    OutputStream closed = OutputStream.nullOutputStream();
    closed.close();
    return closed;
  }

  /** What was wrong with the first write that failed; null if none did. */
  public synchronized @Nullable IOException fault() {
    return fault;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      remember(e);
      throw e;
    }
  }

  private synchronized void remember(IOException e) {
    if (fault == null) {
      fault = e;
    }
  }

  /** Stdout did not take what a command had to say; {@link Podwire#run} tells why. */
  static final class LostException extends RuntimeException {}
}
