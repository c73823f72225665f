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

/** The end of a stream comes after its last message, and is no death. */
@JCStressTest
@Description("A sender publishes a message and closes while the receiver polls.")
@Outcome(
    id = {"0, 0", "0, 1"},
    expect = ACCEPTABLE,
    desc = "The receiver polled early.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The message, and no end yet.")
@Outcome(id = "1, end", expect = ACCEPTABLE, desc = "The message, then the end.")
@Outcome(
    id = {"end.*", "0, end"},
    expect = FORBIDDEN,
    desc = "An end before the message.")
@Outcome(id = ".*death.*", expect = FORBIDDEN, desc = "A good end was taken for a death.")
@Outcome(id = "lost", expect = FORBIDDEN, desc = "The message or the end never came.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be delivered.")
@State
public class EndOfStreamRace {
  private static final Pool<RingPair> POOL = new Pool<>(EndOfStreamRace::ended);
  private static final int POLLS = 1000;

  private final RingPair ring = POOL.take();

  private static RingPair ended() {
    RingPair opened = RingPair.spinning();
    opened.sender().close();
    return opened;
  }

  /** Comes. */
  public EndOfStreamRace() {
    ring.reopenSender();
  }

  /** Leaves. */
  @Actor
  public void send() {
    ring.accept(ring.nextBytes());
    ring.sender().flush();
    ring.sender().close();
  }

  /** Polls until something comes, if it comes soon, then once more. */
  @Actor
  public void receive(L_Result result) {
    String first = ring.poll(Integer.MAX_VALUE);
    for (int poll = 1; poll < POLLS && first.equals("0"); poll++) {
      first = ring.poll(Integer.MAX_VALUE);
    }
    result.r1 = first + ", " + ring.poll(Integer.MAX_VALUE);
  }

  /** Expects both. */
  @Arbiter
  public void drain(L_Result result) {
    String left = ring.poll(Integer.MAX_VALUE);
    String end = ring.poll(Integer.MAX_VALUE);
    if (end.equals("end") && ring.taken().count() == ring.sent()) {
      POOL.giveBack(ring);
    } else {
      result.r1 = left.equals("death") || end.equals("death") ? "death" : "lost";
    }
  }
}
