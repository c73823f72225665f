package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.socket.Departure;
import io.podwire.ipc.socket.Guest;
import io.podwire.ipc.socket.Introduction;
import io.podwire.ipc.socket.Reception;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Listens, reads the greetings of all strangers on one thread, and gives a thread and buffers only
 * to those that are admitted. Nothing that a connection does ends it. Any thread may close.
 */
final class ConnectionAcceptor implements AutoCloseable {
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long EXHAUSTED_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Introduction HELLO =
      new Introduction(Hello.MAX_BYTES, TimeUnit.SECONDS.toNanos(5));

  private final Reception reception;
  private final Function<Hello, Place> admission;
  private final Refusals refusals;
  private final Thread thread;
  private volatile long lastRoundNanos = System.nanoTime();
  private volatile boolean closed;

  private ConnectionAcceptor(ChannelUri uri, Function<Hello, Place> admission, Refusals refusals) {
    this.reception = Reception.bind(uri, HELLO, (host, why) -> departed(refusals, host, why));
    this.admission = admission;
    this.refusals = refusals;
    this.thread = Thread.ofPlatform().name("relay-accept").daemon().unstarted(this::acceptAll);
  }

  /**
   * Binds, and serves each connection that is admitted on a thread of its own.
   *
   * @param admission finds the place for a greeting, or throws {@link RefusedException}; must not
   *     block
   * @throws ChannelException of kind IN_USE, DENIED, BAD_ADDRESS
   */
  static ConnectionAcceptor bind(
      ChannelUri uri, Function<Hello, Place> admission, Refusals refusals) {
    ConnectionAcceptor acceptor = new ConnectionAcceptor(uri, admission, refusals);
    acceptor.thread.start();
    return acceptor;
  }

  private static void departed(Refusals refusals, String host, Departure why) {
    switch (why) {
      case SILENT ->
          refusals.add(
              Refusal.SILENT, host, "no greeting came within 5 s, or it was closed before");
      case CROWDED_OUT ->
          refusals.add(
              Refusal.CROWDED_OUT, host, "too many connections without a greeting came after it");
    }
  }

  /** The port that was bound. */
  int port() {
    String address = reception.uri().address();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Whether it goes on accepting. */
  boolean isAlive() {
    return thread.isAlive() && System.nanoTime() - lastRoundNanos < STUCK_NANOS;
  }

  private void acceptAll() {
    while (!closed) {
      lastRoundNanos = System.nanoTime();
      try {
        Guest guest = reception.next(lastRoundNanos + ROUND_NANOS);
        if (guest != null) {
          greet(guest);
        }
      } catch (Throwable e) { // of one connection; the next may fare better
        if (closed || isClosing(e)) {
          return;
        }
        exhausted("unknown", e);
      }
    }
  }

  private static boolean isClosing(Throwable e) {
    return e instanceof ChannelException fault && fault.kind() == ChannelException.Kind.CLOSED;
  }

  private void exhausted(String host, Throwable e) {
    LockSupport.parkNanos(EXHAUSTED_PAUSE_NANOS); // what is missing does not come at once
    refusals.add(Refusal.EXHAUSTED, host, String.valueOf(e));
  }

  private void greet(Guest guest) {
    try {
      Hello hello = Greeting.read(guest);
      serve(guest, hello.direction(), admission.apply(hello));
    } catch (RefusedException e) {
      refusals.add(e.refusal(), guest.host(), e.reason());
      guest.refuse(RelayLink.fault(e.reason()));
    } catch (Throwable e) {
      guest.close();
      exhausted(guest.host(), e);
    }
  }

  private void serve(Guest guest, Direction direction, Place place) {
    boolean started = false;
    try {
      Thread.ofPlatform()
          .name("relay-connection")
          .daemon()
          .start(() -> carry(guest, direction, place));
      started = true;
    } finally {
      if (!started) {
        place.giveBack();
      }
    }
  }

  private void carry(Guest guest, Direction direction, Place place) {
    RelayLink link = open(guest, direction);
    if (link == null) {
      place.giveBack();
      return;
    }
    try (link) {
      place.serve(link);
    }
  }

  private @Nullable RelayLink open(Guest guest, Direction direction) {
    try {
      return new RelayLink(guest.open(RelayLink.accepting(ChannelOptions.DEFAULT, direction)));
    } catch (Throwable e) { // no memory for its buffers
      guest.close();
      exhausted(guest.host(), e);
      return null;
    }
  }

  @Override
  public void close() {
    closed = true;
    reception.close();
  }
}
