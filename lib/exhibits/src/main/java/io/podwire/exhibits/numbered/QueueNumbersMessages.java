package io.podwire.exhibits.numbered;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.exhibits.RawSystemVQueue;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Two processes at one System V queue: one takes by type what was put in another order, then both
 * talk over that queue in both directions. At a POSIX queue the numbers are priorities.
 */
public final class QueueNumbersMessages implements Exhibit {
  private static final long THERE = 1;
  private static final long BACK = 2;
  private static final List<Long> TYPES = List.of(3L, 1L, 2L);
  private static final List<Integer> PRIORITIES = List.of(1, 9, 5, 9);

  @Override
  public String name() {
    return "queue-numbers-messages";
  }

  @Override
  public String claim() {
    return "A queue numbers its messages: by System V types one queue serves both directions, by"
        + " POSIX priorities the urgent overtakes.";
  }

  @Override
  public Verdict show(Stage stage) {
    try (RawSystemVQueue typed = RawSystemVQueue.create();
        RawPosixQueue urgent = RawPosixQueue.create("/" + stage.uniqueName(), 8, 64)) {
      Companion peer = stage.start(PeerMain.class, typed.id(), "/" + stage.uniqueName());
      List<String> byType = takeByType(stage, typed, peer);
      String answer = talk(stage, typed, peer);
      List<String> byPriority = takeByPriority(stage, urgent, peer);
      return verdict(byType, answer, byPriority);
    }
  }

  private static List<String> takeByType(Stage stage, RawSystemVQueue typed, Companion peer) {
    TYPES.forEach(type -> typed.offer("type " + type, type));
    List<String> taken = new ArrayList<>();
    TYPES.stream().sorted().forEach(type -> taken.add(peer.ask("take " + type)));
    stage.saw(
        "System V: put in the order of types %s; another process asked for types 1, 2, 3 and took: %s",
        TYPES, String.join(", ", taken));
    return taken;
  }

  private static String talk(Stage stage, RawSystemVQueue typed, Companion peer) {
    typed.offer("question", THERE);
    typed.offer("second question", THERE);
    peer.tell("answer " + THERE + " " + BACK);
    String answer = String.valueOf(typed.take(BACK, Deadline.patient()));
    String asked = peer.line();
    stage.saw(
        "System V, queue %d: two messages of type %d went in; the other process took \"%s\" and put an answer of type %d into the same queue; this one, waiting for type %d, took \"%s\" past the %d still in the queue",
        typed.id(), THERE, asked, BACK, BACK, answer, typed.waitingMessages());
    return answer;
  }

  private static List<String> takeByPriority(Stage stage, RawPosixQueue urgent, Companion peer) {
    for (int i = 0; i < PRIORITIES.size(); i++) {
      urgent.offer(
          String.format(Locale.ROOT, "message %d of priority %d", i, PRIORITIES.get(i)),
          PRIORITIES.get(i));
    }
    List<String> taken = new ArrayList<>();
    PRIORITIES.forEach(any -> taken.add(peer.ask("next")));
    stage.saw(
        "POSIX: put in the order of priorities %s; another process took: %s",
        PRIORITIES, String.join(", ", taken));
    return taken;
  }

  static Verdict verdict(List<String> byType, String answer, List<String> byPriority) {
    if (!byType.equals(List.of("type 1", "type 2", "type 3"))) {
      return Verdict.contradicted("Types did not decide which message was taken: " + byType);
    }
    if (!Objects.equals(answer, "answer to question")) {
      return Verdict.contradicted("The way back over the same queue failed: " + answer);
    }
    List<String> urgentFirst =
        List.of(
            "message 1 of priority 9",
            "message 3 of priority 9",
            "message 2 of priority 5",
            "message 0 of priority 1");
    return byPriority.equals(urgentFirst)
        ? Verdict.shown(
            "Types choose among what waits, so that one queue carries both directions; priorities overtake, and equal ones keep their order.")
        : Verdict.contradicted("Priorities did not decide the order: " + byPriority);
  }
}
