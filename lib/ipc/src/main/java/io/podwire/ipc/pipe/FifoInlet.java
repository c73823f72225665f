package io.podwire.ipc.pipe;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.stream.Inlet;
import io.podwire.ipc.stream.KernelWait;
import java.util.concurrent.TimeUnit;

/**
 * The reading end of a FIFO. Before its first writer a read would return the end at once: until one
 * is seen this waits with poll(2), which says nothing before, and follows the path if a new FIFO
 * stands there. After an end it opens the path anew, the new descriptor before the old is closed,
 * since bytes in a FIFO vanish with its last descriptor, and waits for a next writer. Threads as
 * {@link Inlet} says.
 */
final class FifoInlet implements Inlet {
  private static final long FOLLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final KernelWait waits;
  private final FifoEnd end;
  private final boolean blocks;
  private final int capacityBytes;
  private PipeInlet pipe;
  private boolean writerSeen;

  FifoInlet(KernelWait waits, FifoEnd end, boolean blocks, int capacityBytes) {
    this.waits = waits;
    this.end = end;
    this.blocks = blocks;
    this.capacityBytes = capacityBytes;
    pipe = open();
  }

  private PipeInlet open() {
    int fd = end.file().openToRead(waits.state());
    try {
      PipeCapacity.set(waits, fd, capacityBytes);
      return new PipeInlet(waits, fd, blocks);
    } catch (RuntimeException e) {
      Descriptors.close(new CallState(), fd);
      throw e;
    }
  }

  @Override
  public long readNow(long address, long length) {
    if (!writerSeen && !lookForWriter()) {
      return NOTHING;
    }
    return pipe.readNow(address, length);
  }

  private boolean lookForWriter() {
    int fd = pipe.descriptor();
    writerSeen = Descriptors.poll(waits.state(), fd, Descriptors.POLLIN, 0) > 0;
    if (!writerSeen && !end.file().isBehind(waits.state(), fd)) {
      reopen();
    }
    return writerSeen;
  }

  @Override
  public long readBlocking(long address, long length, long deadlineNanos) {
    while (!writerSeen) {
      long soonNanos = System.nanoTime() + FOLLOW_NANOS;
      boolean last = deadlineNanos - soonNanos < 0;
      waits.await(pipe.descriptor(), Descriptors.POLLIN, last ? deadlineNanos : soonNanos);
      if (!lookForWriter() && last) {
        return NOTHING;
      }
    }
    return pipe.readBlocking(address, length, deadlineNanos);
  }

  @Override
  public void next(boolean atRest) {
    reopen();
  }

  @Override
  public boolean reject() {
    end.file().renew();
    reopen();
    return true;
  }

  private void reopen() {
    PipeInlet old = pipe;
    pipe = open();
    writerSeen = false;
    old.free(true);
  }

  @Override
  public KernelWait waits() {
    return waits;
  }

  @Override
  public void free(boolean atRest) {
    end.leave(atRest && !writerSeen); // a writer still there may be inside a message
    pipe.free(atRest);
    end.left();
  }
}
