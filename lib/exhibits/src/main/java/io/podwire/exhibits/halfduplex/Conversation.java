package io.podwire.exhibits.halfduplex;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What came of questions that were asked one after the other.
 *
 * @param asked how many
 * @param answered read as the answer
 * @param ownQuestions read by the asker itself
 */
record Conversation(int asked, int answered, int ownQuestions) {
  private static final int QUESTIONS = 500;
  private static final Duration LIMIT = Duration.ofMillis(700);

  /**
   * Asks, and reads once after each question.
   *
   * @param pauseNanos how long to leave a question to others before the read
   */
  static Conversation over(Fifo out, Fifo in, long pauseNanos) {
    long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
    int asked = 0;
    int answered = 0;
    int ownQuestions = 0;
    while (asked < QUESTIONS && System.nanoTime() - deadlineNanos < 0) {
      asked++;
      out.write(asked);
      LockSupport.parkNanos(pauseNanos); // returns at once for 0
      long message = in.read();
      answered += message == Fifo.answerTo(asked) ? 1 : 0;
      ownQuestions += Fifo.isQuestion(message) ? 1 : 0;
    }
    return new Conversation(asked, answered, ownQuestions);
  }

  boolean isWhole() {
    return answered == asked && asked > 0;
  }
}
