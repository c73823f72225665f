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

/** A successor does not turn its predecessor's death into a good end. */
@JCStressTest
@Description("A holder dies and another takes its place while the peer looks.")
@Outcome(id = "ALIVE", expect = ACCEPTABLE, desc = "One of the two held the side.")
@Outcome(id = "DEAD", expect = ACCEPTABLE, desc = "The look came between the two.")
@Outcome(id = "CLOSED", expect = FORBIDDEN, desc = "A death was taken for a good end.")
@Outcome(id = "NEVER_SEEN", expect = FORBIDDEN, desc = "A holder was forgotten.")
@Outcome(id = "afterwards .*", expect = FORBIDDEN, desc = "A later look did not see the successor.")
@Outcome(
    id = "predecessor closed",
    expect = FORBIDDEN,
    desc = "The successor took a death for an end.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be seen.")
@State
public class SuccessionOfTheDeadRace {
  private static final Pool<Side> POOL = new Pool<>(Side::fresh);
  private static final int LOOKS = 4;
  private static final int SUCCESSIONS = 4;

  private final Side side = POOL.take();
  private final PeerWatch watch = side.watch();
  private SideLock lock = side.hold();

  /** Takes the place of the dead. */
  @Actor
  public void succeed() {
    for (int succession = 0; succession < SUCCESSIONS; succession++) {
      Side.kill(lock);
      lock = side.hold();
    }
  }

  /** Looks a few times, as long as that is fine; each look passes many steps of the successor. */
  @Actor
  public void look(L_Result result) {
    PeerWatch.Sight sight = watch.look();
    for (int look = 1; look < LOOKS && isFine(sight); look++) {
      sight = watch.look();
    }
    result.r1 = sight;
  }

  private static boolean isFine(PeerWatch.Sight sight) {
    return sight == PeerWatch.Sight.ALIVE || sight == PeerWatch.Sight.DEAD;
  }

  /** Looks again. */
  @Arbiter
  public void lookAgain(L_Result result) {
    PeerWatch.Sight sight = watch.look();
    if (sight != PeerWatch.Sight.ALIVE) {
      result.r1 = "afterwards " + sight;
    } else if (!lock.predecessorDied()) {
      result.r1 = "predecessor closed";
    }
    lock.close();
    watch.close();
    POOL.giveBack(side);
  }
}
