package io.podwire.bench.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.SideLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whoever waits for a side knows how its holder has gone. */
@JCStressTest
@Description("A holder dies while another takes its side as soon as it can.")
@Outcome(id = "died", expect = ACCEPTABLE, desc = "The successor knows.")
@Outcome(id = "closed", expect = FORBIDDEN, desc = "A death was taken for a good end.")
@Outcome(expect = FORBIDDEN, desc = "Nothing else may be seen.")
@State
public class TakeoverFromTheDeadRace {
  private static final Pool<Side> POOL = new Pool<>(Side::fresh);

  private final Side side = POOL.take();
  private final SideLock lock = side.hold();

  /** Goes. */
  @Actor
  public void go() {
    Side.kill(lock);
  }

  /** Comes. */
  @Actor
  public void come(L_Result result) {
    try (SideLock taken = holdOnceFree()) {
      result.r1 = taken.predecessorDied() ? "died" : "closed";
    }
  }

  private SideLock holdOnceFree() {
    while (true) {
      try {
        return side.hold();
      } catch (ChannelException e) {
        if (e.kind() != ChannelException.Kind.IN_USE) {
          throw e;
        }
      }
    }
  }

  /** Gives the file back. */
  @Arbiter
  public void giveBack(L_Result result) {
    POOL.giveBack(side);
  }
}
