package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.foreign.Arena;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads from an empty pipe, which only a signal can end. */
class BlockedCallTest {
  private final CallState state = new CallState();
  private final BlockedCall call = new BlockedCall();
  private final int[] pipe = new int[2];
  private final Arena arena = Arena.ofShared();
  private final long address = arena.allocate(1).address();

  @BeforeEach
  void openPipe() {
    assertThat(Descriptors.pipe(state, pipe)).isZero();
  }

  @AfterEach
  void closePipe() {
    call.close();
    call.awaitExit();
    Descriptors.close(state, pipe[0]);
    Descriptors.close(state, pipe[1]);
    arena.close();
  }

  @Test
  void shouldEndAtTheDeadline() {
    long start = System.nanoTime();
    long deadline = start + Duration.ofMillis(20).toNanos();
    assertThat(readUntil(deadline)).isEqualTo(Errno.EINTR);
    assertThat(System.nanoTime() - deadline).isNotNegative();
  }

  @Test
  void shouldKeepAShortDeadlineAlsoWhenTheWatchdogHasPlannedALongSleep() {
    long[] lateNanos = new long[9];
    for (int n = 0; n < lateNanos.length; n++) {
      LockSupport.parkNanos(2 * Watchdog.SHORTEST_NANOS); // it finds nothing, and sleeps long
      long deadline = System.nanoTime() + 1_000_000;
      assertThat(readUntil(deadline)).isEqualTo(Errno.EINTR);
      lateNanos[n] = System.nanoTime() - deadline;
    }
    Arrays.sort(lateNanos);
    assertThat(lateNanos[lateNanos.length / 2]).isLessThan(Watchdog.LONGEST_NANOS / 2);
  }

  @Test
  void shouldRefuseAPastDeadlineAnInterruptedThreadAndAClosedCall() {
    assertThat(call.enter(System.nanoTime() - 1)).isFalse();
    Thread.currentThread().interrupt();
    assertThat(call.enter(late())).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    call.close();
    assertThat(call.enter(late())).isFalse();
    assertThat(call.isClosed()).isTrue();
  }

  @Test
  void shouldEndAtAnInterruptAndKeepTheFlag() throws Exception {
    Reader reader = new Reader();
    reader.thread.interrupt();
    assertThat(reader.errno.get(20, TimeUnit.SECONDS)).isEqualTo(Errno.EINTR);
    assertThat(reader.interrupted).isTrue();
  }

  @Test
  void shouldNotBeKeptThoughNobodyClosesIt() {
    WeakReference<BlockedCall> unclosed = new WeakReference<>(usedOnce());
    await()
        .until(
            () -> {
              System.gc();
              return unclosed.refersTo(null);
            });
  }

  private static BlockedCall usedOnce() {
    BlockedCall used = new BlockedCall();
    assertThat(used.enter(late())).isTrue();
    used.exit();
    return used;
  }

  @Test
  void shouldEndAtCloseByAnotherThread() throws Exception {
    Reader reader = new Reader();
    call.close();
    call.awaitExit();
    assertThat(reader.errno.get(20, TimeUnit.SECONDS)).isEqualTo(Errno.EINTR);
    assertThat(reader.interrupted).isFalse();
  }

  @Test
  void shouldLeaveTheJvmWellAfterAStormOfTinyDeadlines() {
    int entered = 0;
    int signalled = 0;
    long end = System.nanoTime() + Duration.ofMillis(700).toNanos();
    while (end - System.nanoTime() > 0) {
      if (call.enter(System.nanoTime() + 50_000)) {
        entered++;
        call.exit();
      }
      if (entered % 1_000 == 0 && readUntil(System.nanoTime() + 1_000_000) == Errno.EINTR) {
        signalled++;
      }
    }
    assertThat(entered).isGreaterThan(1_000);
    assertThat(signalled).isPositive();
    assertThat(readable()).isTrue();
  }

  @Test
  void shouldNeverMissACloseThatRacesWithEntering() throws Exception {
    for (int n = 0; n < 200; n++) {
      BlockedCall racing = new BlockedCall();
      CountDownLatch start = new CountDownLatch(1);
      CompletableFuture<Void> closing =
          CompletableFuture.runAsync(
              () -> {
                start.countDown();
                racing.close();
                racing.awaitExit();
              });
      start.await();
      if (racing.enter(late())) {
        Descriptors.read(state, pipe[0], address, 1);
        racing.exit();
      }
      closing.get(20, TimeUnit.SECONDS);
      assertThat(racing.enter(late())).isFalse();
    }
  }

  /** Whether a byte still passes: the signals did no harm. */
  private boolean readable() {
    Descriptors.write(state, pipe[1], address, 1);
    return call.enter(late()) && readAndExit() == 1;
  }

  private long readAndExit() {
    try {
      return Descriptors.read(state, pipe[0], address, 1);
    } finally {
      call.exit();
    }
  }

  private int readUntil(long deadlineNanos) {
    return call.enter(deadlineNanos) && readAndExit() < 0 ? state.errno() : 0;
  }

  private static long late() {
    return System.nanoTime() + Duration.ofSeconds(20).toNanos();
  }

  /** A thread inside a read that nothing but the call's end can end. */
  private final class Reader {
    private final CompletableFuture<Integer> errno = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean interrupted;

    Reader() throws InterruptedException {
      CountDownLatch inside = new CountDownLatch(1);
      thread =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    boolean entered = call.enter(late());
                    inside.countDown();
                    int result = entered && readAndExit() < 0 ? state.errno() : 0;
                    interrupted = Thread.currentThread().isInterrupted();
                    errno.complete(result);
                  });
      inside.await();
    }
  }
}
