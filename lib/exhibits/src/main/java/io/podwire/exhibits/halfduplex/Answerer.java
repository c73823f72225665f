package io.podwire.exhibits.halfduplex;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The second process: reads questions from one FIFO and writes each one's answer to another, which
 * may be the same. A line on its standard input asks what it has read so far; it dies when that
 * input ends.
 */
final class Answerer {
  private int questions;
  private int ownAnswers;

  private Answerer() {}

  /** Says {@code here}, and answers. */
  public static void main(String[] arguments) {
    Answerer answerer = new Answerer();
    Thread.ofPlatform().daemon().start(answerer::listen);
    try (Fifo in = Fifo.open(Path.of(arguments[0]));
        Fifo out = Fifo.open(Path.of(arguments[1]))) {
      System.out.println("here");
      while (true) {
        answerer.answer(in.read(), out);
      }
    }
  }

  private synchronized void answer(long message, Fifo out) {
    if (Fifo.isQuestion(message)) {
      questions++;
      out.write(Fifo.answerTo(message));
    } else if (message != Fifo.NOTHING) {
      ownAnswers++;
    }
  }

  private void listen() {
    try {
      for (int read = System.in.read(); read >= 0; read = System.in.read()) {
        if (read == '\n') {
          System.out.println(tally());
        }
      }
    } catch (IOException broken) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }

  private synchronized String tally() {
    String tally = questions + " " + ownAnswers;
    questions = 0;
    ownAnswers = 0;
    return tally;
  }
}
