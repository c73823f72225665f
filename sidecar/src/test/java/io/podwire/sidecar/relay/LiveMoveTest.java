package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.Sender;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveMoveTest {
  @TempDir Path directory;
  private LivePod a;
  private LivePod b;
  private LivePod c;
  private volatile boolean producing = true;
  private volatile long sent;
  private Thread producer;

  @BeforeEach
  void open() throws Exception {
    a = new LivePod(directory, "a");
    b = new LivePod(directory, "b");
    c = new LivePod(directory, "c");
    a.sendTo(b);
    producer = Thread.ofPlatform().daemon().start(this::produce);
    awaitTaken(b, 20);
  }

  @AfterEach
  void close() {
    Stream.of(a, b, c).forEach(LivePod::close);
  }

  private void produce() {
    MemorySegment message = Arena.ofAuto().allocate(Long.BYTES);
    try (Sender sender = TwoRelays.sender(a.channels.uri("shm", "relay-out"))) {
      while (producing) {
        message.set(ValueLayout.JAVA_LONG, 0, sent);
        if (sender.send(message, 0, Long.BYTES, Numbered.deadline())) {
          sent++;
        }
        assertThat(sender.flush(Numbered.deadline())).isTrue();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
  }

  private static void awaitTaken(LivePod pod, int more) {
    int before = pod.taken.size();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> pod.taken.size() >= before + more);
  }

  private void finish() throws Exception {
    producing = false;
    producer.join();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> distinct().size() == sent && a.relay.unacknowledged() == 0);
  }

  private List<Long> distinct() {
    return all().distinct().toList();
  }

  private Stream<Long> all() {
    return Stream.of(b, c).flatMap(pod -> pod.taken.stream()).sorted();
  }

  private void assertEachOnce() {
    List<Long> repeated = new ArrayList<>(all().toList());
    distinct().forEach(repeated::remove);
    assertThat(repeated).isEmpty();
    assertThat(LongStream.range(0, sent).boxed()).containsExactlyElementsOf(distinct());
  }

  @Test
  void shouldLoseAndRepeatNothingWhenTheStreamMoves() throws Exception {
    for (int i = 0; i < 5; i++) {
      a.sendTo(c);
      awaitTaken(c, 20);
      a.sendTo(b);
      awaitTaken(b, 20);
    }
    finish();
    assertEachOnce();
    assertThat(b.taken).isSorted();
    assertThat(c.taken).isSorted();
  }

  @Test
  void shouldGiveTheNextPodWhatATerminatedOneHasNotTaken() throws Exception {
    b.stopConsumer();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> a.relay.unacknowledged() > 5); // under way, with nobody to take them
    a.sendTo(c);
    b.terminate();
    awaitTaken(c, 20);
    finish();
    assertEachOnce();
  }

  @Test
  void shouldNoticeThatAPodTerminatesBeforeTheClusterSaysSo() throws Exception {
    b.terminate();
    a.sendTo(c);
    awaitTaken(c, 20);
    finish();
    assertEachOnce();
  }

  @Test
  void shouldKeepWhatNobodyTakesUntilThereIsAPodAgain() throws Exception {
    a.next.set(java.util.Optional.empty());
    b.terminate();
    long before = sent;
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sent > before + 100);
    a.sendTo(c);
    awaitTaken(c, 100);
    finish();
    assertEachOnce();
  }

  @Test
  void shouldSendAgainWhatAKilledPodMayNotHaveTaken() throws Exception {
    b.relay.close();
    a.sendTo(c);
    awaitTaken(c, 20);
    finish();
    assertThat(distinct()).hasSize((int) sent);
  }

  @Test
  void shouldServeSeveralPodsThatSendToOne() throws Exception {
    a.sendTo(c);
    b.sendTo(c);
    MemorySegment message = Arena.ofAuto().allocate(Long.BYTES);
    try (Sender second = TwoRelays.sender(b.channels.uri("shm", "relay-out"))) {
      for (long i = 1; i <= 50; i++) {
        message.set(ValueLayout.JAVA_LONG, 0, -i);
        assertThat(second.send(message, 0, Long.BYTES, Numbered.deadline())).isTrue();
        assertThat(second.flush(Numbered.deadline())).isTrue();
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> c.taken.stream().filter(value -> value < 0).count() == 50);
    }
    awaitTaken(c, 50);
    producing = false;
    producer.join();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> all().filter(value -> value >= 0).count() == sent);
  }
}
