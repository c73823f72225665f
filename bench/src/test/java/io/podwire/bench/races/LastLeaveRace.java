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

/** Of two holders who leave together, one leaves the mark of a good end. */
@JCStressTest
@Description("Both holders of a side close at once; the peer looks afterwards.")
@Outcome(id = "CLOSED", expect = ACCEPTABLE, desc = "The last one has left the mark.")
@Outcome(id = "DEAD", expect = FORBIDDEN, desc = "Each took the other for the last: a death.")
@Outcome(id = "ALIVE", expect = FORBIDDEN, desc = "A lock was kept.")
@Outcome(id = "NEVER_SEEN", expect = FORBIDDEN, desc = "Both holders were forgotten.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be seen.")
@State
public class LastLeaveRace {
  private static final Pool<Side> POOL = new Pool<>(Side::fresh);

  private final Side side = POOL.take();
  private final PeerWatch watch = side.watch();
  private final SideLock one = side.share();
  private final SideLock other = side.share();

  /** Closes. */
  @Actor
  public void leave() {
    one.close();
  }

  /** Closes. */
  @Actor
  public void leaveToo() {
    other.close();
  }

  /** Looks. */
  @Arbiter
  public void look(L_Result result) {
    result.r1 = watch.look();
    watch.close();
    POOL.giveBack(side);
  }
}
