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

/** A death is never taken for a good end. */
@JCStressTest
@Description("A holder dies while its peer looks.")
@Outcome(id = "ALIVE", expect = ACCEPTABLE, desc = "The look came before the death.")
@Outcome(id = "DEAD", expect = ACCEPTABLE, desc = "The look came after the death.")
@Outcome(id = "CLOSED", expect = FORBIDDEN, desc = "A death was taken for a good end.")
@Outcome(id = "NEVER_SEEN", expect = FORBIDDEN, desc = "A holder was forgotten.")
@Outcome(id = "afterwards .*", expect = FORBIDDEN, desc = "A later look saw no death.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be seen.")
@State
public class DeathRace {
  private static final Pool<Side> POOL = new Pool<>(DeathRace::closedBefore);

  private final Side side = POOL.take();
  private final PeerWatch watch = side.watch();
  private final SideLock lock = side.hold();

  /** The first death on a file comes after a good end. */
  private static Side closedBefore() {
    Side side = Side.fresh();
    side.hold().close();
    return side;
  }

  /** Dies. */
  @Actor
  public void die() {
    Side.kill(lock);
  }

  /** Looks. */
  @Actor
  public void look(L_Result result) {
    result.r1 = watch.look();
  }

  /** Looks again, and leaves a good end for the next. */
  @Arbiter
  public void lookAgain(L_Result result) {
    PeerWatch.Sight sight = watch.look();
    if (sight != PeerWatch.Sight.DEAD) {
      result.r1 = "afterwards " + sight;
    }
    watch.close();
    side.hold().close();
    POOL.giveBack(side);
  }
}
