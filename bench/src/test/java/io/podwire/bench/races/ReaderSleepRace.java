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

/** No lost wake-up of a receiver that waits for a record. */
@JCStressTest
@Description("A receiver goes to sleep on the futex while the sender publishes.")
@Outcome(id = "woken", expect = ACCEPTABLE, desc = "The sender saw the flag and woke the receiver.")
@Outcome(id = "seen", expect = ACCEPTABLE, desc = "The receiver saw the record before it slept.")
@Outcome(
    id = "tried to sleep",
    expect = ACCEPTABLE,
    desc = "The kernel saw the record, or the sender came after the deadline.")
@Outcome(
    id = "lost wake-up",
    expect = FORBIDDEN,
    desc = "The receiver slept while a record was there and the sender did not see the flag.")
@Outcome(id = "lost", expect = FORBIDDEN, desc = "The record never came, or not unchanged.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may happen.")
@State
public class ReaderSleepRace {
  private static final Pool<RingPair> POOL = new Pool<>(RingPair::blocking);
  private static final long BYTES = 2000; // long to write, so that the header leaves the core late

  private final RingPair ring = POOL.take();
  private final Sleep sleep = new Sleep();

  /** Publishes. */
  @Actor
  public void send() {
    sleep.peerBegins(ring.sender().systemCalls());
    ring.accept(BYTES);
    ring.sender().flush();
    sleep.peerDone(ring.sender().systemCalls());
  }

  /** Waits. */
  @Actor
  public void receive() {
    long deadline = sleep.begin(ring.receiver().systemCalls());
    int ignored = ring.receiver().receive(ring.taken(), 1, deadline);
    sleep.ended(ring.receiver().systemCalls());
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
