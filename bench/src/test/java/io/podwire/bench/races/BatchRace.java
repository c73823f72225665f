package io.podwire.bench.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A batch appears at once, by its first word. */
@JCStressTest
@Description("A sender publishes a batch of three records while the receiver polls once.")
@Outcome(id = "0", expect = ACCEPTABLE, desc = "The poll came before the batch.")
@Outcome(id = "3", expect = ACCEPTABLE, desc = "The poll delivered the whole batch.")
@Outcome(
    id = {"1", "2"},
    expect = FORBIDDEN,
    desc = "A part of the batch appeared.")
@Outcome(id = "stale", expect = FORBIDDEN, desc = "The receiver met a record of a former lap.")
@Outcome(id = "torn", expect = FORBIDDEN, desc = "A record's content differs or is out of order.")
@Outcome(id = "lost", expect = FORBIDDEN, desc = "A record of the batch never came.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be delivered.")
@State
public class BatchRace {
  private static final Pool<RingPair> POOL = new Pool<>(RingPair::spinning);
  private static final int BATCH = 3;

  private final RingPair ring = POOL.take();

  /** Publishes. */
  @Actor
  public void send() {
    for (int i = 0; i < BATCH; i++) {
      ring.accept(ring.nextBytes());
    }
    ring.sender().flush();
  }

  /** Polls. */
  @Actor
  public void receive(L_Result result) {
    result.r1 = ring.poll(Integer.MAX_VALUE);
  }

  /** Takes the rest. */
  @Arbiter
  public void drain(L_Result result) {
    if (ring.drain()) {
      POOL.giveBack(ring);
    } else if (result.r1.equals("0") || result.r1.equals("3")) {
      result.r1 = "lost";
    }
  }
}
