package io.podwire.cli.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input on a thread of its own, two buffers ahead, so that whoever takes them can look
 * after other things while the input is silent. One thread takes. Closing does not end a read that
 * is under way; its thread is a daemon.
 */
final class ReadAhead implements AutoCloseable {
  private static final int BUFFERS = 2;
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final ByteBuffer LAST = ByteBuffer.allocate(0);

  private final ReadableByteChannel input;
  private final BlockingQueue<ByteBuffer> free = new LinkedBlockingQueue<>();
  private final BlockingQueue<ByteBuffer> full = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile @Nullable IOException failure;

  ReadAhead(ReadableByteChannel input) {
    this.input = input;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(ByteBuffer.allocateDirect(BUFFER_BYTES));
    }
    thread = Thread.ofPlatform().name("podwire-read-ahead").daemon().start(this::readAll);
  }

  private void readAll() {
    try {
      ByteBuffer buffer = free.take().clear();
      while (input.read(buffer) >= 0) {
        if (buffer.position() > 0) {
          full.add(buffer.flip());
          buffer = free.take().clear();
        }
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException closed) {
      return;
    } catch (RuntimeException | Error e) { // who takes would wait for ever
      failure = new IOException("reading failed unexpectedly: " + e, e);
    }
    full.add(LAST);
  }

  /**
   * The next bytes read, null if none came in time; {@link #isLast} tells the end of the input.
   * What was taken is given back by {@link #release}.
   *
   * @throws IOException if reading failed
   */
  @Nullable ByteBuffer take(long timeoutMillis) throws IOException, InterruptedException {
    ByteBuffer buffer = full.poll(timeoutMillis, TimeUnit.MILLISECONDS);
    IOException failed = failure;
    if (buffer == LAST && failed != null) {
      throw failed;
    }
    return buffer;
  }

  boolean isLast(ByteBuffer buffer) {
    return buffer == LAST;
  }

  void release(ByteBuffer buffer) {
    free.add(buffer);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
