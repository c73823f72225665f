package io.podwire.bench.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Of holders who share a side, one that leaves does not end it. */
@JCStressTest
@Description("One of two holders closes while the peer looks.")
@Outcome(id = "ALIVE", expect = ACCEPTABLE, desc = "The other still holds the side.")
@Outcome(
    id = {"CLOSED", "DEAD"},
    expect = FORBIDDEN,
    desc = "A side that lives was taken for gone.")
@Outcome(id = "NEVER_SEEN", expect = FORBIDDEN, desc = "A holder was forgotten.")
@Outcome(id = "afterwards .*", expect = FORBIDDEN, desc = "The death of the last was not seen.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be seen.")
@State
public class SharedLeaveRace {
  private static final Pool<Side> POOL = new Pool<>(Side::fresh);

  private final Side side = POOL.take();
  private final PeerWatch watch = side.watch();
  private final SideLock leaving = side.share();
  private final SideLock staying = side.share();

  /** Closes. */
  @Actor
  public void leave() {
    leaving.close();
  }

  /** Looks. */
  @Actor
  public void look(L_Result result) {
    result.r1 = watch.look();
  }

  /** Ends the other, which dies. */
  @Arbiter
  public void lookAgain(L_Result result) {
    Side.kill(staying);
    PeerWatch.Sight sight = watch.look();
    if (sight != PeerWatch.Sight.DEAD) {
      result.r1 = "afterwards " + sight;
    }
    watch.close();
    POOL.giveBack(side);
  }
}
