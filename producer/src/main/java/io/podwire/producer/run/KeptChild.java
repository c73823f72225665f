package io.podwire.producer.run;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.PipedSink;
import io.podwire.lab.workload.RunSpec;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The child of the last run over pipes, for the next one: the rounds of a comparison would spend
 * most of their time on starting JVMs and on warming them. It is kept only if it costs little:
 * asleep between runs, without buffers for long messages, for a minute. Threads may share it.
 */
final class KeptChild {
  private static final int MOST_BYTES = 4096;

  /** Until shortly before the child leaves by itself. */
  private static final long FRESH_NANOS = PipedSink.IDLE.minus(Duration.ofSeconds(10)).toNanos();

  private @Nullable Kept kept;

  private record Kept(SinkChild child, RunSpec last, long sinceNanos) {
    boolean serves(RunSpec run) {
      return last.channel().equals(run.channel())
          && last.waitStrategy() == run.waitStrategy()
          && System.nanoTime() - sinceNanos < FRESH_NANOS
          && child.sink().isAlive();
    }
  }

  /** Whether a child may wait after such a run, and while one is under way. */
  private static boolean isSmall(EndSpec spec) {
    return spec.run().sizeBytes() <= MOST_BYTES;
  }

  /** Keeps a child whose run has ended well, or ends it. */
  synchronized void keep(SinkChild child, EndSpec of) {
    letGo();
    if (isSmall(of) && of.run().waitStrategy() == WaitStrategy.BLOCK) {
      if (!of.run().warmup().isZero()) {
        child.done().add(of.run().pattern()); // and long enough for its code to be compiled
      }
      kept = new Kept(child, of.run(), System.nanoTime());
    } else {
      child.close();
    }
  }

  /** The child if it serves the run as a new one would; whoever takes it owns it. */
  synchronized Optional<SinkChild> take(EndSpec spec) {
    Kept found = kept;
    if (found == null || !found.serves(spec.run())) {
      letGo();
      return Optional.empty();
    }
    kept = null;
    return Optional.of(found.child());
  }

  /** Ends it if a run over whatever channel needs its memory. */
  synchronized void makeRoom(EndSpec spec) {
    if (!isSmall(spec)) {
      letGo();
    }
  }

  private void letGo() {
    Kept found = kept;
    kept = null;
    if (found != null) {
      found.child().close();
    }
  }
}
