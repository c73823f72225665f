package io.podwire.exhibits.halfduplex;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import java.nio.file.Path;

/** Asks a second process questions over one FIFO, and over two. Stateless. */
public final class FifoIsHalfDuplex implements Exhibit {
  private static final long PAUSE_NANOS = 1_000_000;

  @Override
  public String name() {
    return "fifo-is-half-duplex";
  }

  @Override
  public String claim() {
    return "A FIFO is half duplex: two processes that talk both ways at once need two FIFOs.";
  }

  @Override
  public Verdict show(Stage stage) {
    Path one = made(stage, "one");
    Path there = made(stage, "there");
    Path back = made(stage, "back");
    Companion overOne = stage.start(Answerer.class, one, one);
    Companion overTwo = stage.start(Answerer.class, there, back);
    overOne.line();
    overTwo.line();
    Conversation hasty = talk(stage, "one FIFO", overOne, one, one, 0);
    Conversation patient =
        talk(
            stage,
            "one FIFO, with a pause of 1 ms before each read",
            overOne,
            one,
            one,
            PAUSE_NANOS);
    Conversation pair = talk(stage, "two FIFOs", overTwo, there, back, 0);
    return verdict(hasty, patient, pair);
  }

  /** The claim stands if only two FIFOs carry every answer, whether the asker pauses or not. */
  static Verdict verdict(Conversation hasty, Conversation patient, Conversation pair) {
    if (!pair.isWhole()) {
      return Verdict.contradicted("Two FIFOs did not carry every answer either.");
    }
    return hasty.isWhole() && patient.isWhole()
        ? Verdict.contradicted("One FIFO carried every answer to the process that had asked.")
        : Verdict.shown(
            "Linux lets a process open a FIFO for both directions, but whoever reads first gets a"
                + " message, its own writer included. With a FIFO for each direction nothing is"
                + " taken.");
  }

  private static Path made(Stage stage, String name) {
    Path path = stage.file(name);
    Fifo.make(path);
    return path;
  }

  private static Conversation talk(
      Stage stage, String way, Companion answerer, Path outPath, Path inPath, long pauseNanos) {
    try (Fifo out = Fifo.open(outPath);
        Fifo in = Fifo.open(inPath)) {
      Conversation conversation = Conversation.over(out, in, pauseNanos);
      String[] counts = answerer.ask("tally").split(" ", 2);
      stage.saw(
          "Over %s, %d of %d questions were answered; the asker itself read %d of the questions,"
              + " process %d read %s of them and %s of its own answers.",
          way,
          conversation.answered(),
          conversation.asked(),
          conversation.ownQuestions(),
          answerer.pid(),
          counts[0],
          counts[1]);
      return conversation;
    }
  }
}
