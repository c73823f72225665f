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

/** A receiver never sees a torn or stale record, whichever of two it comes to. */
@JCStressTest
@Description("A sender writes two records in place and publishes each, while the receiver polls.")
@Outcome(
    id = {"0, 0", "0, 1", "0, 2"},
    expect = ACCEPTABLE,
    desc = "The first poll was early.")
@Outcome(
    id = {"1, 0", "1, 1"},
    expect = ACCEPTABLE,
    desc = "The first poll came in between.")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "The first poll came after both.")
@Outcome(id = ".*stale.*", expect = FORBIDDEN, desc = "The receiver met a record of a former lap.")
@Outcome(
    id = ".*torn.*",
    expect = FORBIDDEN,
    desc = "A record's content differs or is out of order.")
@Outcome(id = "lost", expect = FORBIDDEN, desc = "A record never came.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be delivered.")
@State
public class RecordsRace {
  private static final Pool<RingPair> POOL = new Pool<>(RingPair::spinning);

  private final RingPair ring = POOL.take();

  /** Publishes twice. */
  @Actor
  public void send() {
    ring.claim(ring.nextBytes());
    ring.sender().flush();
    ring.claim(ring.nextBytes());
    ring.sender().flush();
  }

  /** Polls twice. */
  @Actor
  public void receive(L_Result result) {
    String first = ring.poll(Integer.MAX_VALUE);
    result.r1 = first + ", " + ring.poll(Integer.MAX_VALUE);
  }

  /** Takes the rest. */
  @Arbiter
  public void drain(L_Result result) {
    if (ring.drain()) {
      POOL.giveBack(ring);
    } else if (!ring.taken().differs() && !result.r1.toString().contains("stale")) {
      result.r1 = "lost";
    }
  }
}
