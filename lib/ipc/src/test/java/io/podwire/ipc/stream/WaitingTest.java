package io.podwire.ipc.stream;

import static io.podwire.ipc.stream.Faults.assertFault;
import static io.podwire.ipc.stream.StreamPair.in;
import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.WaitStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A deadline, an interrupt and a close end every wait, of readers and of writers. */
@Timeout(60)
class WaitingTest {
  private static final MessageHandler IGNORE = (buffer, offset, length) -> {};

  private static final long LONG = Frames.MAX_MESSAGE_BYTES;

  @TempDir Path directory;

  static Stream<Arguments> streams() {
    List<Arguments> all = new ArrayList<>();
    for (String scheme : new String[] {"pipe", "fifo", "uds", "tcp"}) {
      for (WaitStrategy wait : WaitStrategy.values()) {
        all.add(Arguments.of(scheme, wait));
      }
    }
    return all.stream();
  }

  /** Leaves more in the sender's hands than any kernel buffer grows to. */
  private static void fill(StreamPair pair) {
    assertThat(pair.sender().offer(Content.of(0, LONG), 0, LONG)).isTrue();
    assertThat(pair.sender().flush()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void shouldReturnAtTheDeadline(String scheme, WaitStrategy wait) {
    try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
      long begin = System.nanoTime();
      assertThat(pair.receiver().receive(IGNORE, 1, in(30))).isZero();
      fill(pair);
      assertThat(pair.sender().send(Content.of(0, LONG), 0, LONG, in(30))).isFalse();
      assertThat(pair.sender().flush(in(30))).isFalse();
      assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(85));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void shouldDeliverWhatIsThereEvenAfterTheDeadline(String scheme, WaitStrategy wait) {
    try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
      pair.sender().offer(Content.of(0, 1));
      assertThat(pair.sender().flush()).isTrue();
      pair.receiver().poll(IGNORE, 1); // a socket has to accept first
      pair.sender().offer(Content.of(0, 1));
      assertThat(pair.sender().flush()).isTrue();
      assertThat(pair.receiver().receive(IGNORE, 1, System.nanoTime() - 1)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void shouldEndWaitsAtInterrupt(String scheme, WaitStrategy wait) throws Exception {
    try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
      interruptDuring(Kind.INTERRUPTED, () -> pair.receiver().receive(IGNORE, 1, soon()));
      fill(pair);
      interruptDuring(
          Kind.INTERRUPTED, () -> pair.sender().send(Content.of(0, LONG), 0, LONG, soon()));
      interruptDuring(Kind.INTERRUPTED, () -> pair.sender().flush(soon()));
    }
  }

  private static void interruptDuring(Kind kind, ThrowingCallable wait) throws Exception {
    List<Throwable> failures = new ArrayList<>();
    Thread waiter = start(kind, wait, failures, true);
    LockSupport.parkNanos(5_000_000);
    waiter.interrupt();
    waiter.join();
    assertThat(failures).isEmpty();
  }

  private static Thread start(
      Kind kind, ThrowingCallable wait, List<Throwable> failures, boolean flagged) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                assertFault(kind, wait);
                assertThat(Thread.currentThread().isInterrupted()).isEqualTo(flagged);
              } catch (Throwable t) {
                failures.add(t);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("streams")
  void shouldEndWaitsOfAnotherThreadAtClose(String scheme, WaitStrategy wait) throws Exception {
    try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
      List<Throwable> failures = new ArrayList<>();
      Thread receiving = start(Kind.CLOSED, () -> receiveForever(pair), failures, false);
      pair.sender().offer(Content.of(0, LONG), 0, LONG);
      pair.sender().flush(); // sends all if the receiver keeps pace
      LockSupport.parkNanos(5_000_000);
      pair.receiver().close();
      receiving.join();
      assertThat(failures).isEmpty();
      assertFault(Kind.CLOSED, () -> pair.receiver().poll(IGNORE, 1));
    }
  }

  private static void receiveForever(StreamPair pair) {
    while (true) {
      pair.receiver().receive(IGNORE, 1, soon());
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void shouldEndWaitForRoomAtClose(String scheme, WaitStrategy wait) throws Exception {
    try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
      fill(pair);
      List<Throwable> failures = new ArrayList<>();
      Thread sending =
          start(
              Kind.CLOSED,
              () -> pair.sender().send(Content.of(0, LONG), 0, LONG, soon()),
              failures,
              false);
      LockSupport.parkNanos(5_000_000);
      pair.sender().close();
      sending.join();
      assertThat(failures).isEmpty();
      assertFault(Kind.CLOSED, () -> pair.sender().offer(Content.of(0, 1)));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void shouldNoticeThePeerLeavingDuringWaitForRoom(String scheme, WaitStrategy wait)
      throws Exception {
    try (StreamPair pair = StreamPair.open(scheme, directory, wait)) {
      pair.sender().offer(Content.of(0, 1));
      pair.sender().flush();
      assertThat(pair.receiver().receive(IGNORE, 1, soon())).isEqualTo(1);
      fill(pair);
      List<Throwable> failures = new ArrayList<>();
      Thread sending =
          start(
              Kind.PEER_GONE,
              () -> pair.sender().send(Content.of(0, LONG), 0, LONG, soon()),
              failures,
              false);
      LockSupport.parkNanos(5_000_000);
      pair.receiver().close();
      sending.join();
      assertThat(failures).isEmpty();
    }
  }
}
