package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.PollSet;
import io.podwire.ipc.stream.KernelWait;
import io.podwire.ipc.stream.UseGuard;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Accepts many connections, each of which must send a short first message before it gets a thread,
 * a buffer or a place: until then it costs a descriptor and the bytes of that message. At most
 * {@value #MAX_STRANGERS} wait for that at a time, of one host {@value #MAX_STRANGERS_OF_ONE_HOST};
 * when a further one comes, the oldest makes way. One thread asks {@link #next}; any thread closes.
 */
public final class Reception implements AutoCloseable {
  /** How many connections may be without their first message. */
  public static final int MAX_STRANGERS = 32;

  /** How many of those may come from one host. */
  public static final int MAX_STRANGERS_OF_ONE_HOST = 8;

  private static final int MAX_ACCEPTED_AT_ONCE = 8;

  private final ListeningSocket listening;
  private final Introduction introduction;
  private final BiConsumer<String, Departure> departures;
  private final KernelWait waits;
  private final UseGuard guard;
  private final PollSet descriptors = new PollSet(1 + MAX_STRANGERS);
  private final MemorySegment scratch;
  private final Queue<Stranger> strangers = new ArrayDeque<>(); // the oldest first
  private final Queue<Guest> guests = new ArrayDeque<>();

  private Reception(
      ListeningSocket listening,
      Introduction introduction,
      BiConsumer<String, Departure> departures) {
    this.listening = listening;
    this.introduction = introduction;
    this.departures = departures;
    this.scratch = Arena.ofAuto().allocate(Math.max(Long.BYTES, introduction.maxBytes()));
    this.waits = new KernelWait(listening.uri());
    this.guard = new UseGuard(waits, this::free);
  }

  /**
   * Binds and listens at an address of scheme uds or tcp.
   *
   * @param departures told the host of each stranger that was closed, and why
   * @throws ChannelException of kind BAD_ADDRESS, IN_USE, FOREIGN, DENIED, FAILED
   */
  public static Reception bind(
      ChannelUri uri, Introduction introduction, BiConsumer<String, Departure> departures) {
    Transports.of(uri);
    return new Reception(ListeningSocket.bind(uri), introduction, departures);
  }

  /** The address, with a port 0 filled in. */
  public ChannelUri uri() {
    return listening.uri();
  }

  /**
   * Waits for a connection whose first message is whole, or is announced too long; null at the
   * deadline.
   *
   * @param deadlineNanos absolute {@link System#nanoTime()}
   * @throws ChannelException of kind CLOSED, INTERRUPTED, EXHAUSTED
   */
  public @Nullable Guest next(long deadlineNanos) {
    guard.enter();
    try {
      boolean goesOn = true;
      while (guests.isEmpty() && goesOn) {
        goesOn = awaitSomething(deadlineNanos);
        readReady();
        dropLate();
        acceptSome();
      }
      return guests.poll();
    } finally {
      guard.exit();
    }
  }

  private boolean awaitSomething(long deadlineNanos) {
    descriptors.clear();
    listening.addTo(descriptors);
    strangers.forEach(stranger -> descriptors.add(stranger.descriptor()));
    long untilNanos = deadlineNanos;
    Stranger oldest = strangers.peek();
    if (oldest != null && oldest.deadlineNanos() - deadlineNanos < 0) {
      untilNanos = oldest.deadlineNanos();
    }
    return waits.await(descriptors, untilNanos) || deadlineNanos - System.nanoTime() > 0;
  }

  private void readReady() {
    int index = 1;
    for (Iterator<Stranger> each = strangers.iterator(); each.hasNext(); index++) {
      Stranger stranger = each.next();
      if (descriptors.isReady(index) && isOver(stranger)) {
        each.remove();
      }
    }
  }

  /** Reads; true if the stranger is one no longer. */
  private boolean isOver(Stranger stranger) {
    stranger.read(waits.state(), scratch);
    if (stranger.isIntroduced()) {
      guests.add(stranger.introduced(uri()));
      return true;
    }
    if (stranger.hasEnded()) {
      leave(stranger, Departure.SILENT);
      return true;
    }
    return false;
  }

  private void dropLate() {
    long now = System.nanoTime();
    Stranger oldest = strangers.peek();
    while (oldest != null && oldest.deadlineNanos() - now <= 0) {
      leave(strangers.remove(), Departure.SILENT);
      oldest = strangers.peek();
    }
  }

  /** Few at a time, so that who has spoken meanwhile is heard before newer ones push it out. */
  private void acceptSome() {
    for (int i = 0; i < MAX_ACCEPTED_AT_ONCE; i++) {
      int fd = listening.acceptNow(waits);
      if (fd < 0) {
        return;
      }
      Stranger stranger = new Stranger(fd, listening.peerHost(waits, fd), introduction);
      if (!isOver(stranger)) { // most real peers have spoken already
        makeRoom(stranger.host());
        strangers.add(stranger);
      }
    }
  }

  private void makeRoom(String host) {
    long ofHost = strangers.stream().filter(other -> other.host().equals(host)).count();
    boolean crowdedByHost = ofHost >= MAX_STRANGERS_OF_ONE_HOST;
    if (crowdedByHost || strangers.size() >= MAX_STRANGERS) {
      Iterator<Stranger> each = strangers.iterator();
      Stranger oldest = each.next();
      while (crowdedByHost && !oldest.host().equals(host)) {
        oldest = each.next();
      }
      each.remove();
      leave(oldest, Departure.CROWDED_OUT);
    }
  }

  private void leave(Stranger stranger, Departure why) {
    stranger.close(waits.state());
    departures.accept(stranger.host(), why);
  }

  /**
   * Listens no longer and closes all strangers, but keeps the right to the name until {@link
   * #close}. By the thread that asks {@link #next}.
   */
  public void stopListening() {
    guard.enter();
    try {
      listening.stop();
      forgetAll();
    } finally {
      guard.exit();
    }
  }

  /** Listens no longer and closes all strangers; the guests that were handed over live on. */
  @Override
  public void close() {
    guard.close();
  }

  private void free() {
    listening.close();
    forgetAll();
  }

  private void forgetAll() {
    CallState state = new CallState();
    strangers.forEach(stranger -> stranger.close(state));
    strangers.clear();
    guests.forEach(Guest::close);
    guests.clear();
  }
}
