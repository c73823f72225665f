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

/** A good end is never taken for a death. */
@JCStressTest
@Description("A holder closes its lock in good order while its peer looks.")
@Outcome(id = "ALIVE", expect = ACCEPTABLE, desc = "The look came before the close.")
@Outcome(id = "CLOSED", expect = ACCEPTABLE, desc = "The look came after the close.")
@Outcome(id = "DEAD", expect = FORBIDDEN, desc = "A good end was taken for a death.")
@Outcome(id = "NEVER_SEEN", expect = FORBIDDEN, desc = "A holder was forgotten.")
@Outcome(id = "afterwards .*", expect = FORBIDDEN, desc = "A later look saw no good end.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be seen.")
@State
public class CloseRace {
  private static final Pool<Side> POOL = new Pool<>(Side::fresh);

  private final Side side = POOL.take();
  private final PeerWatch watch = side.watch();
  private final SideLock lock = side.hold();

  /** Closes. */
  @Actor
  public void close() {
    lock.close();
  }

  /** Looks. */
  @Actor
  public void look(L_Result result) {
    result.r1 = watch.look();
  }

  /** Looks again. */
  @Arbiter
  public void lookAgain(L_Result result) {
    PeerWatch.Sight sight = watch.look();
    if (sight != PeerWatch.Sight.CLOSED) {
      result.r1 = "afterwards " + sight;
    }
    watch.close();
    POOL.giveBack(side);
  }
}
