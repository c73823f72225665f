package io.podwire.producer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.ChannelException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final ChannelException GONE =
      new ChannelException(ChannelException.Kind.PEER_GONE, "the peer is gone");

  private final AtomicInteger opened = new AtomicInteger();

  private Connection<AutoCloseable> connection(Predicate<Runnable> background) {
    return new Connection<>(
        "test",
        background,
        () -> {
          opened.incrementAndGet();
          return () -> {};
        });
  }

  /** What the thread in the background does when it is faster than the one that asked. */
  private static boolean atOnce(Runnable task) {
    task.run();
    return true;
  }

  @Test
  void shouldOpenAgainWhatWasLostEvenIfOpeningEndsBeforeItWasAskedFor() {
    Connection<AutoCloseable> connection = connection(ConnectionTest::atOnce);
    await().until(() -> connection.get() != null);
    connection.lost(GONE);
    await().until(() -> connection.get() != null);
    assertThat(opened).hasValue(2);
  }

  @Test
  void shouldOpenOnceWhileOpeningIsUnderWay() {
    AtomicInteger asked = new AtomicInteger();
    Connection<AutoCloseable> connection = connection(task -> asked.incrementAndGet() > 0);
    await().until(() -> connection.get() == null && asked.get() == 1);
    await().during(Duration.ofMillis(300)).until(() -> connection.get() == null);
    assertThat(asked).hasValue(1);
  }
}
