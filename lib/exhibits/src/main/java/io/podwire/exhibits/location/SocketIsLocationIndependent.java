package io.podwire.exhibits.location;

import io.podwire.exhibits.CannotShowException;
import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.OtherNetwork;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Calls one program at several addresses, near and less near. Stateless. */
public final class SocketIsLocationIndependent implements Exhibit {
  @Override
  public String name() {
    return "socket-is-location-independent";
  }

  @Override
  public String claim() {
    return "A socket does not care where its peer is: the same code talks over loopback and to another"
        + " machine, and only the address differs.";
  }

  @Override
  public Verdict show(Stage stage) {
    Optional<String> refusal = OtherNetwork.refusal();
    Companion listener = stage.start(Listener.class);
    Companion caller = stage.start(Caller.class);
    boolean all = callAtHome(stage, listener, caller);
    if (refusal.isEmpty()) {
      all &= callOtherNetwork(stage);
    } else {
      stage.saw("Another network namespace could not be had here: %s.", refusal.get());
    }
    return verdict(all, refusal.isEmpty());
  }

  /**
   * Speaks of no place but those that were called.
   *
   * @param left whether one call left this process's network
   */
  static Verdict verdict(boolean all, boolean left) {
    if (!all) {
      return Verdict.contradicted("One of the addresses did not work; see the evidence.");
    }
    return Verdict.shown(
        "The two programs were the same everywhere and the address was all that they were told. "
            + (left
                ? "The farthest call went over a wire into another network, as between two pods of"
                    + " one node; another machine is shown by podwire cluster run."
                : "That is shown for the addresses of this machine only, between which the kernel"
                    + " routes by itself: no call left it. Other pods and other machines: podwire"
                    + " cluster run.")
            + " The code does not change; the time that it takes and the ways in which it fails do"
            + " (boundary-price).");
  }

  private static boolean callAtHome(Stage stage, Companion listener, Companion caller) {
    listener.line();
    caller.line();
    boolean all = call(stage, "loopback", listener, caller, "127.0.0.1");
    List<String> own = OwnAddresses.some();
    for (String host : own) {
      all &=
          call(
              stage,
              "an interface of this machine, to which the kernel routes by itself",
              listener,
              caller,
              host);
    }
    if (own.isEmpty() && OtherNetwork.refusal().isPresent()) {
      throw new CannotShowException(
          "there is no address here but loopback, and no right to make a network namespace; try it on"
              + " a machine with a network");
    }
    return all;
  }

  private static boolean callOtherNetwork(Stage stage) {
    Companion listener = stage.startBehind(OtherNetwork.ofListener(), Listener.class);
    String listenerNetwork = listener.line();
    Companion caller = stage.startBehind(OtherNetwork.wiredTo(listener.pid()), Caller.class);
    String callerNetwork = caller.line();
    String where =
        String.format(
            Locale.ROOT, "another network namespace, %s from %s", listenerNetwork, callerNetwork);
    return call(stage, where, listener, caller, OtherNetwork.LISTENER_HOST);
  }

  private static boolean call(
      Stage stage, String where, Companion listener, Companion caller, String host) {
    Call call = Call.fastest(listener, caller, host);
    stage.saw(
        "%s (%s): %s of %d messages of %d bytes arrived whole and in order from process %d, %s.",
        call.address(),
        where,
        call.whole(),
        Tally.MESSAGES,
        Tally.MESSAGE_BYTES,
        caller.pid(),
        call.words());
    return call.isWhole();
  }
}
