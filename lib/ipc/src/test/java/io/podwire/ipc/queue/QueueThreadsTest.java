package io.podwire.ipc.queue;

import static io.podwire.ipc.queue.QueueRig.fill;
import static io.podwire.ipc.queue.QueueRig.late;
import static io.podwire.ipc.queue.QueueRig.send;
import static io.podwire.ipc.queue.QueueRig.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Queues between threads: streams, competition, and waits that others end. */
class QueueThreadsTest {
  static final String[] SCHEMES = QueueRig.SCHEMES;
  private static final int STREAM_MESSAGES = 50_000;

  @TempDir Path directory;
  private QueueRig rig;

  @BeforeEach
  void open() {
    rig = new QueueRig(directory);
  }

  @AfterEach
  void removeQueues() {
    rig.close();
  }

  static Stream<Arguments> schemesAndStrategies() {
    return Stream.of(SCHEMES)
        .flatMap(
            scheme ->
                Stream.of(WaitStrategy.values()).map(strategy -> Arguments.of(scheme, strategy)));
  }

  @ParameterizedTest
  @MethodSource("schemesAndStrategies")
  void shouldStreamMessagesOfRandomSizesUnchanged(String scheme, WaitStrategy strategy)
      throws Exception {
    ChannelUri uri = rig.uri(scheme);
    try (Receiver receiver = QueueRig.receiver(uri, strategy)) {
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> stream(uri, strategy));
      Expected expected = new Expected();
      int result;
      do {
        result = receiver.receive(expected::check, 64, late());
      } while (result > 0);
      sending.get(20, TimeUnit.SECONDS);
      assertThat(result).isEqualTo(Receiver.END);
      assertThat(expected.count).isEqualTo(STREAM_MESSAGES);
    }
  }

  private static void stream(ChannelUri uri, WaitStrategy strategy) {
    SplittableRandom random = new SplittableRandom(7);
    try (Sender sender = QueueRig.sender(uri, strategy);
        Arena arena = Arena.ofConfined()) {
      MemorySegment message = arena.allocate(1024);
      for (int n = 0; n < STREAM_MESSAGES; n++) {
        int length = random.nextInt(1025);
        message.asSlice(0, length).fill((byte) n);
        assertThat(sender.send(message, 0, length, late())).isTrue();
      }
    }
  }

  /** The same sequence of sizes, with the number of the message in every byte. */
  private static final class Expected {
    private final SplittableRandom random = new SplittableRandom(7);
    private int count;

    void check(MemorySegment buffer, long offset, long length) {
      if (length != random.nextInt(1025)) {
        throw new AssertionError("length " + length + " of message " + count);
      }
      for (long i = 0; i < length; i++) {
        if (buffer.get(ValueLayout.JAVA_BYTE, offset + i) != (byte) count) {
          throw new AssertionError("byte " + i + " of message " + count);
        }
      }
      count++;
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldGiveEachMessageToOneOfTheCompetingReceivers(String scheme) throws Exception {
    ChannelUri uri = rig.uri(scheme);
    AtomicIntegerArray times = new AtomicIntegerArray(5_000);
    Receiver first = QueueRig.receiver(uri, WaitStrategy.BLOCK);
    Receiver second = QueueRig.receiver(uri, WaitStrategy.BLOCK);
    CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> tally(first, times));
    CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> tally(second, times));
    try (Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK);
        Arena arena = Arena.ofConfined()) {
      MemorySegment message = arena.allocate(ValueLayout.JAVA_INT);
      for (int n = 0; n < times.length(); n++) {
        message.set(ValueLayout.JAVA_INT, 0, n);
        sender.send(message, 0, 4, late());
      }
    }
    assertThat(one.get(20, TimeUnit.SECONDS) + two.get(20, TimeUnit.SECONDS))
        .isEqualTo(times.length());
    BitSet once = new BitSet();
    for (int n = 0; n < times.length(); n++) {
      once.set(n, times.get(n) == 1);
    }
    assertThat(once.cardinality()).isEqualTo(times.length());
  }

  private static int tally(Receiver receiver, AtomicIntegerArray times) {
    int received = 0;
    try (receiver) {
      while (true) {
        int result =
            receiver.receive(
                (b, o, _) -> times.incrementAndGet(b.get(ValueLayout.JAVA_INT, o)), 8, late());
        if (result <= 0) {
          return received;
        }
        received += result;
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldLetTheSenderStartFirst(String scheme) throws Exception {
    ChannelUri uri = rig.uri(scheme);
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Boolean> sending =
        CompletableFuture.supplyAsync(
            () -> {
              started.countDown();
              try (Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
                return send(sender, "early");
              }
            });
    started.await();
    try (Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK)) {
      assertThat(QueueRig.receive(receiver)).isEqualTo("early");
      assertThat(sending.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(QueueRig.receive(receiver)).isEqualTo("-1");
    }
  }

  @ParameterizedTest
  @MethodSource("schemesAndStrategies")
  void shouldEndTheWaitOfAnotherThreadOnClose(String scheme, WaitStrategy strategy)
      throws Exception {
    ChannelUri uri = rig.uri(scheme);
    Receiver receiver = QueueRig.receiver(uri, strategy);
    Sender sender = QueueRig.sender(uri, strategy);
    Waiter receiving = new Waiter(() -> QueueRig.receive(receiver));
    receiver.close();
    assertThat(receiving.kind()).isEqualTo(Kind.CLOSED);
    try (Receiver other = QueueRig.receiver(uri, strategy)) {
      fill(sender, text("x".repeat(1024)));
      Waiter sending = new Waiter(() -> send(sender, "x".repeat(1024)));
      sender.close();
      assertThat(sending.kind()).isEqualTo(Kind.CLOSED);
      assertThat(QueueRig.poll(other)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("schemesAndStrategies")
  void shouldEndTheWaitOfAnInterruptedThreadAndKeepItsFlag(String scheme, WaitStrategy strategy)
      throws Exception {
    ChannelUri uri = rig.uri(scheme);
    try (Receiver receiver = QueueRig.receiver(uri, strategy);
        Sender sender = QueueRig.sender(uri, strategy)) {
      Waiter receiving = new Waiter(() -> QueueRig.receive(receiver));
      receiving.thread.interrupt();
      assertThat(receiving.kind()).isEqualTo(Kind.INTERRUPTED);
      assertThat(receiving.flagKept).isTrue();
      fill(sender, text("x".repeat(1024)));
      Waiter sending = new Waiter(() -> send(sender, "x".repeat(1024)));
      sending.thread.interrupt();
      assertThat(sending.kind()).isEqualTo(Kind.INTERRUPTED);
      assertThat(sending.flagKept).isTrue();
    }
  }

  /** A thread that waits until an exception ends it. */
  private static final class Waiter {
    private final CompletableFuture<Kind> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean flagKept;

    Waiter(Runnable wait) throws InterruptedException {
      CountDownLatch running = new CountDownLatch(1);
      thread =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    running.countDown();
                    try {
                      wait.run();
                      ended.completeExceptionally(new AssertionError("the wait ended by itself"));
                    } catch (ChannelException e) {
                      flagKept = Thread.currentThread().isInterrupted();
                      ended.complete(e.kind());
                    }
                  });
      running.await();
      TimeUnit.MILLISECONDS.timedJoin(
          thread, 20); // lets it get into the kernel; either way is right
    }

    Kind kind() throws Exception {
      return ended.get(20, TimeUnit.SECONDS);
    }
  }
}
