package io.podwire.producer.live;

import io.podwire.quarkus.health.Pulse;
import io.podwire.quarkus.live.Pause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that lets all flows send at a rate. Shared by threads. */
final class Ticker implements Runnable {
  private static final String LOOP = "live";
  private static final Duration STOP = Duration.ofSeconds(2);

  private final List<SendingFlow> flows;
  private final long periodNanos;
  private final Pulse pulse;
  private final Pause pause = new Pause();
  private volatile boolean stopping;
  private @Nullable Thread thread;

  Ticker(List<SendingFlow> flows, int messagesPerSecond, Pulse pulse) {
    this.flows = flows;
    this.periodNanos = Duration.ofSeconds(1).toNanos() / Math.clamp(messagesPerSecond, 1, 1000);
    this.pulse = pulse;
  }

  synchronized void start() {
    thread = Thread.ofPlatform().name(LOOP).daemon().start(this);
  }

  @Override
  public void run() {
    long due = System.nanoTime();
    while (!stopping) {
      pulse.beat(LOOP);
      if (!pause.isPaused()) {
        flows.forEach(Ticker::tick);
      }
      due = Math.max(due + periodNanos, System.nanoTime()); // late once is not late for ever
      for (long left = due - System.nanoTime();
          left > 0 && !stopping;
          left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
    pulse.end(LOOP);
  }

  private static void tick(SendingFlow flow) {
    try {
      flow.tick();
    } catch (OutOfMemoryError e) {
      throw e; // of the whole program, not of one flow
    } catch (RuntimeException | Error e) { // a truncated file is an Error; the other flows go on
      flow.failed(e);
    }
  }

  /** Ends the thread; waits for that. */
  synchronized void stop() {
    stopping = true;
    if (thread == null) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      boolean ignored = thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** While it lasts, nothing is sent. */
  Pause pause() {
    return pause;
  }
}
