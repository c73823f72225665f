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

/** A sender writes over a record only after it was read. */
@JCStressTest
@Description("A sender offers to a full ring while the receiver takes the oldest message.")
@Outcome(id = "refused, 1", expect = ACCEPTABLE, desc = "The ring was still full.")
@Outcome(
    id = "accepted, 1",
    expect = ACCEPTABLE,
    desc = "The offer came after the acknowledgement.")
@Outcome(id = ".*torn", expect = FORBIDDEN, desc = "The sender wrote over what was being read.")
@Outcome(id = ".*stale", expect = FORBIDDEN, desc = "The receiver met a record of a former lap.")
@Outcome(id = "lost", expect = FORBIDDEN, desc = "An accepted message never came.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be delivered.")
@State
public class RoomRace {
  private static final Pool<RingPair> POOL = new Pool<>(RingPair::spinning);
  private static final long OLD_BYTES = 800;
  private static final long NEW_BYTES = 256;

  private final RingPair ring = POOL.take();
  private boolean accepted;

  /** Fills the ring so far that the new message needs the room of the oldest. */
  public RoomRace() {
    ring.fill(OLD_BYTES);
    ring.fill(NEW_BYTES);
  }

  /** Offers. */
  @Actor
  public void send() {
    accepted = ring.offer(NEW_BYTES);
    ring.sender().flush();
  }

  /** Takes the oldest. */
  @Actor
  public void receive(L_Result result) {
    result.r1 = ring.poll(1);
  }

  /** Takes the rest. */
  @Arbiter
  public void drain(L_Result result) {
    result.r1 = (accepted ? "accepted, " : "refused, ") + result.r1;
    if (ring.drain()) {
      POOL.giveBack(ring);
    } else if (result.r1.toString().endsWith("1")) {
      result.r1 = ring.taken().differs() ? "later torn" : "lost";
    }
  }
}
