package io.podwire.exhibits.location;

import io.podwire.exhibits.Companion;
import io.podwire.result.Units;
import java.util.Locale;

/**
 * One call and what came of it.
 *
 * @param whole what the listener says: how many messages, or what went wrong
 * @param took what the caller says: how long it took, or what went wrong
 */
record Call(String address, String whole, String took) {
  /** What the caller says before the time that a call took. */
  static final String TOOK = "took ";

  private static final int TIMES = 5;

  /** Calls some times, for the first also load the code; the fastest, or one that failed. */
  static Call fastest(Companion listener, Companion caller, String host) {
    Call fastest = of(listener, caller, host);
    for (int i = 1; i < TIMES && fastest.isWhole(); i++) {
      Call next = of(listener, caller, host);
      fastest = next.isWhole() && next.nanos() > fastest.nanos() ? fastest : next;
    }
    return fastest;
  }

  private static Call of(Companion listener, Companion caller, String host) {
    String address = "tcp://" + host + ":" + listener.ask("listen");
    String took = caller.ask(address);
    return new Call(address, listener.line(), took);
  }

  boolean isWhole() {
    return whole.equals(Integer.toString(Tally.MESSAGES)) && took.startsWith(TOOK);
  }

  private long nanos() {
    return Long.parseLong(took.substring(TOOK.length()));
  }

  String words() {
    return isWhole()
        ? String.format(
            Locale.ROOT,
            "%s for the fastest of %d calls, connect included",
            Units.nanos(nanos()),
            TIMES)
        : "which says: " + took;
  }
}
