package io.podwire.bench.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.foreign.MemorySegment;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The cursor is never ahead of what the handler has handled. */
@JCStressTest
@Description("A sender asks whether all is acknowledged while the receiver handles a message.")
@Outcome(id = "open", expect = ACCEPTABLE, desc = "The message was not acknowledged yet.")
@Outcome(id = "handled", expect = ACCEPTABLE, desc = "It was acknowledged after it was handled.")
@Outcome(id = "ahead", expect = FORBIDDEN, desc = "The cursor was ahead of what was handled.")
@Outcome(id = "unread", expect = FORBIDDEN, desc = "The message was delivered not once.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be seen.")
@State
public class AcknowledgementRace {
  private static final Pool<RingPair> POOL = new Pool<>(RingPair::spinning);

  private final RingPair ring = POOL.take();
  private int handled; // plain: only the order of the cursor makes it visible

  /** Publishes what is to be handled. */
  public AcknowledgementRace() {
    ring.accept(ring.nextBytes());
    ring.sender().flush();
  }

  /** Handles. */
  @Actor
  public void receive() {
    ring.receiver().poll(this::handle, Integer.MAX_VALUE);
  }

  private void handle(MemorySegment buffer, long offset, long length) {
    ring.taken().onMessage(buffer, offset, length);
    handled++;
  }

  /** Asks. */
  @Actor
  public void send(L_Result result) {
    if (ring.sender().isDrained()) {
      result.r1 = handled == 1 ? "handled" : "ahead";
    } else {
      result.r1 = "open";
    }
  }

  /** Expects the message to have come once. */
  @Arbiter
  public void drain(L_Result result) {
    if (ring.drain() && handled == 1) {
      POOL.giveBack(ring);
    } else {
      result.r1 = "unread";
    }
  }
}
