package io.podwire.quarkus;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the program for certain once it was asked to end: a shutdown waits for requests, workers and
 * the event loop, and whatever of these is stuck would hold it for ever.
 */
@ApplicationScoped
public class ExitDeadline {
  private static final int HALTED = 1;
  private static final int FIRST = 1;
  private static final long STACK_BYTES = 128 * 1024;
  private static final AtomicBoolean INSTALLED = new AtomicBoolean();

  /** Before all else that starts: it may be that which is stuck. */
  void onStart(@Observes @Priority(FIRST) StartupEvent event, PodConfig config) {
    if (!INSTALLED.getAndSet(true)) {
      install(config.exitTimeout());
    }
  }

  /** Starts all threads now: when the program ends there may be no memory for them. */
  static void install(Duration atMost) {
    CountDownLatch asked = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("exit-begins")
                .stackSize(STACK_BYTES)
                .unstarted(asked::countDown));
    Thread.ofPlatform()
        .name("exit-deadline")
        .daemon()
        .stackSize(STACK_BYTES)
        .start(() -> halt(asked, atMost));
  }

  private static void halt(CountDownLatch asked, Duration atMost) {
    try {
      asked.await();
      Thread.sleep(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.printf(
        Locale.ROOT,
        "The program was asked to end and has not within %d ms; it is halted.%n",
        atMost.toMillis());
    Runtime.getRuntime().halt(HALTED);
  }
}
