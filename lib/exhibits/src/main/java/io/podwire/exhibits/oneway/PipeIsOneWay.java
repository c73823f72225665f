package io.podwire.exhibits.oneway;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.RawPipe;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.libc.Errno;
import java.lang.foreign.ValueLayout;
import java.util.function.Supplier;

/** Uses each end of a pipe the right way and the wrong way. Stateless. */
public final class PipeIsOneWay implements Exhibit {
  private static final int ROUND_TRIPS = 500;
  private static final int BYTES = Long.BYTES;

  private final Supplier<RawPipe> made;

  /** Tries an anonymous pipe. */
  public PipeIsOneWay() {
    this(RawPipe::make);
  }

  /** Tries what is made so. */
  PipeIsOneWay(Supplier<RawPipe> made) {
    this.made = made;
  }

  @Override
  public String name() {
    return "pipe-is-one-way";
  }

  @Override
  public String claim() {
    return "A pipe carries bytes one way: writing to its read end fails, and talking both ways takes"
        + " two pipes.";
  }

  @Override
  public Verdict show(Stage stage) {
    Companion child = stage.start(EchoBothWays.class);
    boolean oneWay = endsRefuse(stage);
    boolean returns = returnsToTheWriter(stage);
    boolean two = twoPipes(stage, child);
    return oneWay && returns && two
        ? Verdict.shown(
            "Each end does one thing, and an answer over the same pipe would be read by whoever reads"
                + " first, the asker included. So a conversation takes a pipe for each direction.")
        : Verdict.contradicted("An end of a pipe did what the other one is for; see the evidence.");
  }

  private boolean endsRefuse(Stage stage) {
    try (RawPipe pipe = made.get()) {
      Attempt toRead = pipe.readEnd().write(BYTES);
      Attempt fromWrite = pipe.writeEnd().read(BYTES);
      Attempt there = pipe.writeEnd().write(BYTES);
      Attempt out = pipe.readEnd().read(BYTES);
      stage.saw(
          "Writing %d bytes to the read end of %s: %s. Reading from its write end: %s.",
          BYTES, pipe.readEnd().link(), toRead.text(), fromWrite.text());
      stage.saw(
          "The right way round, the write gave %s and the read %s.", there.text(), out.text());
      return refused(toRead)
          && refused(fromWrite)
          && there.count() == BYTES
          && out.count() == BYTES;
    }
  }

  private static boolean refused(Attempt attempt) {
    return attempt.failedWith(Errno.EBADF);
  }

  private static boolean returnsToTheWriter(Stage stage) {
    long question = System.nanoTime();
    try (RawPipe pipe = RawPipe.make()) {
      pipe.writeEnd().buffer().set(ValueLayout.JAVA_LONG, 0, question);
      pipe.writeEnd().write(BYTES);
      pipe.readEnd().read(BYTES);
      long read = pipe.readEnd().buffer().get(ValueLayout.JAVA_LONG, 0);
      stage.saw(
          "A process with both ends of one pipe wrote the question %d and read for an answer; it got"
              + " %s.",
          question, read == question ? "its own question back" : Long.toString(read));
      return read == question;
    }
  }

  private static boolean twoPipes(Stage stage, Companion child) {
    String input = child.line();
    String output = child.line();
    Attempt toInput = Attempt.parse(child.line());
    Attempt fromOutput = Attempt.parse(child.line());
    stage.saw(
        "A child reads %s and writes %s. Its write to the first: %s; its read from the second: %s.",
        input, output, toInput.text(), fromOutput.text());
    int answered = 0;
    for (int i = 0; i < ROUND_TRIPS; i++) {
      answered += child.ask(i).equals(Integer.toString(i)) ? 1 : 0;
    }
    stage.saw(
        "Over the two pipes together %d of %d questions were answered, each with its own number.",
        answered, ROUND_TRIPS);
    return !input.equals(output)
        && refused(toInput)
        && refused(fromOutput)
        && answered == ROUND_TRIPS;
  }
}
