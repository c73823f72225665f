package io.podwire.cli.copy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.Idle;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Sends everything that an input holds as one copy. A receiver that takes nothing because its
 * output is slow, and says that it lives, is waited for. For one thread, once.
 */
public final class CopySender {
  private static final int MAX_CHUNK_BYTES = 64 * 1024;
  private static final long LOOK_MILLIS = 400;
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  /** A receiver whose output is slow says five times in it that it lives. */
  private static final Duration LEAST_STALL = Duration.ofSeconds(2);

  private final Sender sender;
  private final LongSupplier signs;
  private final @Nullable Answers answers;
  private final StallDeadline progress;
  private final Idle idle = new Idle(WaitStrategy.PARK);
  private final MemorySegment chunk;
  private final CRC32C checksum = new CRC32C();
  private final long id;
  private long number;
  private long bytes;
  private long lastSigns;

  /**
   * Prepares a copy over a one-way channel.
   *
   * @param signs how often the receiver has said by now that it lives
   * @param stall how long the receiver may take nothing and not say that it lives, 2 s at least
   * @throws ChannelException of kind TOO_LONG if the channel's messages are too short
   */
  public CopySender(Sender sender, LongSupplier signs, Duration stall) {
    this(sender, signs, null, stall);
  }

  /**
   * Prepares a copy over a connection.
   *
   * @param wayBack the other direction of the connection
   * @param stall as above
   */
  public CopySender(Sender sender, Receiver wayBack, Duration stall) {
    this(sender, new Answers(wayBack), stall);
  }

  private CopySender(Sender sender, Answers answers, Duration stall) {
    this(sender, answers, answers, stall);
  }

  private CopySender(Sender sender, LongSupplier signs, @Nullable Answers answers, Duration stall) {
    long chunkBytes = Math.min(sender.maxMessageBytes(), MAX_CHUNK_BYTES);
    if (chunkBytes < CopyFrame.BEGIN_BYTES) {
      throw new ChannelException(
          ChannelException.Kind.TOO_LONG,
          String.format(
              Locale.ROOT,
              "%s: the channel's messages of %d bytes are too short for a copy, which needs %d",
              sender.uri(),
              chunkBytes,
              CopyFrame.BEGIN_BYTES));
    }
    this.sender = sender;
    this.signs = signs;
    this.answers = answers;
    this.progress = new StallDeadline(sender.uri(), stall);
    this.progress.waitAtLeast(LEAST_STALL);
    this.chunk = Arena.ofAuto().allocate(chunkBytes, 8);
    this.id = new SecureRandom().nextLong();
  }

  /**
   * Sends the copy and returns its length once the receiver has taken all. Between the bytes of a
   * slow input it looks whether the receiver lives.
   *
   * @throws IOException if the input fails
   * @throws ChannelException PEER_GONE if the receiver ends before it has taken all, TIMEOUT if it
   *     takes nothing for too long
   */
  public long send(ReadableByteChannel input) throws IOException {
    CopyFrame.putBegin(chunk, new SecureRandom().nextLong(), id);
    put(CopyFrame.BEGIN_BYTES);
    flush();
    try (ReadAhead ahead = new ReadAhead(input)) {
      sendAll(ahead);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED, sender.uri() + ": the copy was interrupted", e);
    }
    CopyFrame.putEnd(chunk, id, number, bytes, checksum.getValue());
    put(CopyFrame.END_BYTES);
    finish();
    return bytes;
  }

  /**
   * Waits, after {@link #send} over a connection, until the receiver says that its copy is
   * complete.
   *
   * @throws ChannelException PEER_GONE if the receiver ends before it has said so, TIMEOUT if it
   *     does not in time
   * @throws IllegalStateException unless there is a way back
   */
  public void awaitConfirmation() {
    if (answers == null) {
      throw new IllegalStateException(sender.uri() + ": nobody confirms a copy over it");
    }
    try {
      progress.begin();
      while (!answers.isOver()) {
        answers.await(sliceNanos());
        if (!answers.isOver()) {
          goOn("the receiver to say that the copy is complete");
        }
      }
    } catch (ChannelException e) {
      throw e.kind() == ChannelException.Kind.PEER_GONE ? unconfirmed(e) : e;
    }
    if (!answers.isWhole(CopyFrame.header(CopyFrame.WHOLE, id, number))) {
      throw unconfirmed(null);
    }
  }

  private ChannelException unconfirmed(@Nullable ChannelException cause) {
    return new ChannelException(
        ChannelException.Kind.PEER_GONE,
        sender.uri()
            + ": the receiver ended before it said that the copy is complete; start both ends again",
        cause);
  }

  /** How many bytes were handed to the channel so far. */
  public long bytes() {
    return bytes;
  }

  private void sendAll(ReadAhead ahead) throws IOException, InterruptedException {
    while (true) {
      ByteBuffer read = ahead.take(LOOK_MILLIS);
      if (read == null) {
        sayAlive();
      } else if (ahead.isLast(read)) {
        return;
      } else {
        sendChunks(read);
        ahead.release(read);
      }
      flush();
    }
  }

  /**
   * A drained channel tells nothing of its receiver: only what is sent and not taken does. While
   * something lies there, asking for it is enough.
   */
  private void sayAlive() {
    if (sender.isDrained()) {
      CopyFrame.putHeader(chunk, 0, CopyFrame.header(CopyFrame.ALIVE, id, number));
      put(CopyFrame.HEADER_BYTES);
    }
  }

  private void sendChunks(ByteBuffer read) {
    MemorySegment source = MemorySegment.ofBuffer(read);
    long length = source.byteSize();
    long room = chunk.byteSize() - CopyFrame.HEADER_BYTES;
    for (long at = 0; at < length; at += room) {
      long part = Math.min(room, length - at);
      CopyFrame.putHeader(chunk, 0, CopyFrame.header(CopyFrame.DATA, id, number++));
      MemorySegment.copy(source, at, chunk, CopyFrame.HEADER_BYTES, part);
      put(CopyFrame.HEADER_BYTES + part);
    }
    checksum.update(read);
    bytes += length;
  }

  private void put(long length) {
    progress.begin();
    while (!sender.send(chunk, 0, length, sliceNanos())) {
      goOn("the receiver to take something");
    }
  }

  private void flush() {
    progress.begin();
    while (!sender.flush(sliceNanos())) {
      goOn("the receiver to take something");
    }
  }

  /** When to look for signs of life, while a wait lasts. */
  private long sliceNanos() {
    long soonNanos = System.nanoTime() + SLICE_NANOS;
    return progress.deadlineNanos() - soonNanos < 0 ? progress.deadlineNanos() : soonNanos;
  }

  /** The wait begins again if the receiver has said that it lives, and must not be over if not. */
  private void goOn(String waitedFor) {
    long now = signs();
    if (now != lastSigns) {
      lastSigns = now;
      progress.begin();
    } else if (progress.isOver()) {
      progress.expired(waitedFor);
    }
  }

  private long signs() {
    try {
      return signs.getAsLong();
    } catch (ChannelException e) {
      if (answers != null) { // the connection itself
        throw e;
      }
      return lastSigns; // what cannot be read is no sign
    }
  }

  private void finish() {
    try {
      flush();
    } catch (ChannelException e) {
      if (!sender.isDrained()) { // a receiver that has taken the end may go at once
        throw e;
      }
    }
    progress.begin();
    while (!sender.isDrained()) {
      if (!idle.pause(sender.uri(), sliceNanos())) {
        goOn("the receiver to take the end");
      }
    }
  }
}
