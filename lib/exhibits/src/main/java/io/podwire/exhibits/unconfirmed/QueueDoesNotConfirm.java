package io.podwire.exhibits.unconfirmed;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A consumer takes the first of three messages and is killed before it has done anything with it;
 * the next consumer takes what is there. The same with a ring, whose cursor moves only after a
 * message was handled.
 */
public final class QueueDoesNotConfirm implements Exhibit {
  static final List<String> SENT = List.of("1", "2", "3");

  @Override
  public String name() {
    return "queue-does-not-confirm";
  }

  @Override
  public String claim() {
    return "A queue does not confirm: a message that a consumer has taken is gone when the consumer"
        + " dies, and nobody hears of it.";
  }

  @Override
  public Verdict show(Stage stage) {
    List<String> ofQueue = throughQueue(stage);
    List<String> ofRing = RingTaking.through(stage);
    return verdict(ofQueue, ofRing);
  }

  private static List<String> throughQueue(Stage stage) {
    String name = "/" + stage.uniqueName();
    try (RawPosixQueue queue = RawPosixQueue.create(name, 4, 64)) {
      SENT.forEach(text -> queue.offer(text, 0));
      Companion doomed = stage.start(TakerMain.class, "queue", name);
      String taken = doomed.line();
      doomed.kill();
      long waiting = queue.waitingMessages();
      List<String> left = takeAll(queue);
      stage.saw(
          "queue: messages %s were accepted; a consumer took %s and was killed with SIGKILL; the queue counted %d waiting, and the next consumer got %s",
          SENT, taken, waiting, left);
      return left;
    }
  }

  private static List<String> takeAll(RawPosixQueue queue) {
    List<String> taken = new ArrayList<>();
    String text = queue.take(Deadline.patient());
    while (text != null) {
      taken.add(text);
      text = queue.take(Deadline.in(Duration.ofMillis(200)));
    }
    return taken;
  }

  static Verdict verdict(List<String> ofQueue, List<String> ofRing) {
    if (!ofQueue.containsAll(SENT.subList(1, SENT.size()))) {
      return Verdict.contradicted(
          String.format(
              Locale.ROOT,
              "The next consumer got %s: more than the killed one's message is missing.",
              ofQueue));
    }
    if (ofQueue.contains(SENT.getFirst())) {
      return Verdict.contradicted("The killed consumer's message came again out of the queue.");
    }
    String ring =
        ofRing.equals(SENT)
            ? " The ring acknowledges by its cursor after the handling, so there the next consumer got it again."
            : " The ring gave " + ofRing + " to the next consumer.";
    return Verdict.shown(
        "The message is gone: the producer saw it accepted, the queue has forgotten it, and no error told anybody. Who needs it confirmed needs an acknowledgement on top."
            + ring);
  }
}
