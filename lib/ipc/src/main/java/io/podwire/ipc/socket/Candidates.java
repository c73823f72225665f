package io.podwire.ipc.socket;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.PollSet;
import io.podwire.ipc.stream.KernelWait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a listening socket that have not become its sender: at most {@value #MAX}, the
 * oldest first, and one more while all those have spoken and a former sender comes back. When a
 * further one comes, the oldest that has sent nothing whole makes way. While one has spoken nobody
 * is accepted, so that a lack of descriptors does not keep it out. For one thread.
 */
final class Candidates {
  static final int MAX = 8;

  private final ListeningSocket listening;
  private final KernelWait waits;
  private final PollSet descriptors = new PollSet(2 + MAX);
  private final MemorySegment scratch = Arena.ofAuto().allocate(Candidate.MAX_HELD_BYTES, 8);
  private final Deque<Candidate> all = new ArrayDeque<>(MAX);

  Candidates(ListeningSocket listening, KernelWait waits) {
    this.listening = listening;
    this.waits = waits;
  }

  /** The first that has something to tell, taken from the rest; null if there is none now. */
  @Nullable Candidate nextNow() {
    for (Candidate candidate : all) {
      candidate.read(waits.state(), scratch);
    }
    acceptUnlessOneSpeaks();
    return takeReady();
  }

  /** As {@link #nextNow}, but waits; null at the deadline. */
  @Nullable Candidate await(long deadlineNanos) {
    while (true) {
      Candidate ready = takeReady();
      if (ready != null) {
        return ready;
      }
      descriptors.clear();
      listening.addTo(descriptors);
      all.forEach(candidate -> descriptors.add(candidate.descriptor()));
      boolean came = waits.await(descriptors, deadlineNanos);
      readReady();
      acceptUnlessOneSpeaks();
      if (!came) {
        return takeReady();
      }
    }
  }

  private void readReady() {
    int index = 1;
    for (Candidate candidate : all) {
      if (descriptors.isReady(index++)) {
        candidate.read(waits.state(), scratch);
      }
    }
  }

  /**
   * Whether one of them has a message; drops those that have ended or sent nonsense instead.
   *
   * @throws io.podwire.ipc.ChannelException of kind EXHAUSTED if none has, and no other can be
   *     accepted
   */
  boolean hasSpeaker() {
    dropUseless();
    if (!oneSpeaks()) {
      acceptAll();
      dropUseless();
    }
    return oneSpeaks();
  }

  private void dropUseless() {
    for (Iterator<Candidate> each = all.iterator(); each.hasNext(); ) {
      Candidate candidate = each.next();
      candidate.read(waits.state(), scratch);
      if (candidate.isReady() && !candidate.speaks()) {
        each.remove();
        candidate.close(waits.state());
      }
    }
  }

  private boolean oneSpeaks() {
    for (Candidate candidate : all) {
      if (candidate.speaks()) {
        return true;
      }
    }
    return false;
  }

  private void acceptUnlessOneSpeaks() {
    if (!oneSpeaks()) {
      acceptAll();
    }
  }

  private void acceptAll() {
    for (int i = 0; i < 2 * MAX && hasRoom(); i++) {
      int fd = listening.acceptNow(waits);
      if (fd < 0) {
        return;
      }
      add(fd);
      all.getLast().read(waits.state(), scratch);
    }
  }

  /** Who speaks keeps the place; further ones wait in the kernel's queue meanwhile. */
  private boolean hasRoom() {
    return all.size() < MAX || all.stream().anyMatch(candidate -> !candidate.isReady());
  }

  /** Adds a connection that has sent nothing, or nothing more. */
  void add(int fd) {
    if (all.size() >= MAX) {
      removeOldestSilent();
    }
    all.add(new Candidate(fd));
  }

  private void removeOldestSilent() {
    for (Iterator<Candidate> each = all.iterator(); each.hasNext(); ) {
      Candidate candidate = each.next();
      if (!candidate.isReady()) {
        each.remove();
        candidate.close(waits.state());
        return;
      }
    }
  }

  /** Those that speak go before those that have merely ended. */
  private @Nullable Candidate takeReady() {
    Candidate ready = null;
    for (Candidate candidate : all) {
      if (candidate.speaks()) {
        ready = candidate;
        break;
      }
      if (ready == null && candidate.isReady()) {
        ready = candidate;
      }
    }
    if (ready != null) {
      all.remove(ready);
    }
    return ready;
  }

  void close() {
    CallState state = new CallState();
    all.forEach(candidate -> candidate.close(state));
    all.clear();
    listening.close();
  }
}
