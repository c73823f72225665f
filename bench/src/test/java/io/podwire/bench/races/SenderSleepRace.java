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

/** No lost wake-up of a sender that waits for room. */
@JCStressTest
@Description("A sender goes to sleep on the cursor's futex while the receiver makes room.")
@Outcome(id = "woken", expect = ACCEPTABLE, desc = "The receiver saw the flag and woke the sender.")
@Outcome(id = "seen", expect = ACCEPTABLE, desc = "The sender saw the room before it slept.")
@Outcome(
    id = "tried to sleep",
    expect = ACCEPTABLE,
    desc = "The kernel saw the cursor move, or the receiver came after the deadline.")
@Outcome(
    id = "lost wake-up",
    expect = FORBIDDEN,
    desc = "The sender slept while there was room and the receiver did not see the flag.")
@Outcome(id = "lost", expect = FORBIDDEN, desc = "A message never came, or not unchanged.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may happen.")
@State
public class SenderSleepRace {
  private static final Pool<RingPair> POOL = new Pool<>(RingPair::blocking);
  private static final long BYTES = 1000;

  private final RingPair ring = POOL.take();
  private final Sleep sleep = new Sleep();

  /** Fills the ring. */
  public SenderSleepRace() {
    ring.fill(BYTES);
  }

  /** Makes room. */
  @Actor
  public void receive() {
    sleep.peerBegins(ring.receiver().systemCalls());
    int ignored = ring.receiver().poll(ring.taken(), 2);
    sleep.peerDone(ring.receiver().systemCalls());
  }

  /** Waits for it. */
  @Actor
  public void send() {
    long deadline = sleep.begin(ring.sender().systemCalls());
    boolean ignored = ring.send(BYTES, deadline);
    sleep.ended(ring.sender().systemCalls());
  }

  /** Judges. */
  @Arbiter
  public void judge(L_Result result) {
    if (ring.drain()) {
      result.r1 = sleep.outcome();
      POOL.giveBack(ring);
    } else {
      result.r1 = "lost";
    }
  }
}
