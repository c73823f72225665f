package io.podwire.exhibits.lockfree;

import io.podwire.exhibits.CannotShowException;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import java.util.Locale;

/** Three processes write to one FIFO and to one queue, without a lock of theirs. Stateless. */
public final class MessagePassingNeedsNoLocks implements Exhibit {
  private static final int PIPE_BUF = 4096;
  private static final int[] LONGER_BYTES = {PIPE_BUF + 1, 5 * PIPE_BUF, 15 * PIPE_BUF};

  @Override
  public String name() {
    return "message-passing-needs-no-locks";
  }

  @Override
  public String claim() {
    return "Many writers share one queue or FIFO without a lock, and nothing is torn; in a FIFO up to"
        + " PIPE_BUF bytes a message.";
  }

  @Override
  public Verdict show(Stage stage) {
    Writers writers = Writers.start(stage);
    boolean small = saw(stage, FifoTrial.of(stage, writers, 3000, 64)).isWhole();
    boolean limit = saw(stage, FifoTrial.of(stage, writers, 600, PIPE_BUF)).isWhole();
    boolean tornAbove = longer(stage, writers);
    return verdict(small && limit, tornAbove, queue(stage, writers));
  }

  /** What came of the queue. */
  enum OfQueue {
    WHOLE,
    TORN,
    NOT_TRIED
  }

  /** Speaks of the queue only if there was one. */
  static Verdict verdict(boolean fifoIsWhole, boolean tornAbove, OfQueue queue) {
    if (!fifoIsWhole || queue == OfQueue.TORN) {
      return Verdict.contradicted(
          String.format(
              Locale.ROOT,
              "Messages were torn or missing in the %s, within its limit; see the evidence.",
              fifoIsWhole ? "queue" : "FIFO"));
    }
    return Verdict.shown(
        "The kernel orders the writers: "
            + (queue == OfQueue.WHOLE ? "a message in a queue, and one" : "a message")
            + " of up to PIPE_BUF bytes in a FIFO is whole or not there. "
            + (tornAbove
                ? "Beyond that a FIFO mixes the writers' bytes, and needs a lock or a framing."
                : "Beyond that a FIFO promises nothing, though nothing was torn this time.")
            + (queue == OfQueue.WHOLE ? "" : " Of queues this run shows nothing."));
  }

  private static FifoTrial saw(Stage stage, FifoTrial trial) {
    stage.saw(
        "%d messages of %d bytes by %d processes to one FIFO took %d system calls and no lock; %d of %d"
            + " bytes arrived, torn in %d places.",
        trial.messages(),
        trial.messageBytes(),
        trial.writers(),
        trial.calls(),
        trial.totalBytes(),
        trial.messages() * trial.messageBytes(),
        trial.torn());
    return trial;
  }

  /** Beyond the limit, until something is torn. */
  private static boolean longer(Stage stage, Writers writers) {
    for (int messageBytes : LONGER_BYTES) {
      if (saw(stage, FifoTrial.of(stage, writers, 150, messageBytes)).torn() > 0) {
        return true;
      }
    }
    return false;
  }

  private static OfQueue queue(Stage stage, Writers writers) {
    QueueTrial trial;
    try {
      trial = QueueTrial.of(stage, writers);
    } catch (CannotShowException e) {
      stage.saw("A queue could not be tried: %s.", String.valueOf(e.getMessage()));
      return OfQueue.NOT_TRIED;
    }
    stage.saw(
        "%d messages of %d bytes by the same processes to one queue: %d arrived in one piece, each"
            + " writer's in its order.",
        trial.messages(), QueueTrial.MESSAGE_BYTES, trial.whole());
    return trial.isWhole() ? OfQueue.WHOLE : OfQueue.TORN;
  }
}
