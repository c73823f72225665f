package io.podwire.exhibits.blocking;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.RawDescriptor;
import io.podwire.exhibits.RawPipe;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.libc.Errno;
import io.podwire.result.Units;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lets a second process wait at both ends of a pipe. Stateless. */
public final class PipeBlocks implements Exhibit {
  @Override
  public String name() {
    return "pipe-blocks";
  }

  @Override
  public String claim() {
    return "A read on an empty pipe waits, and so does a write on a full one; at a closed end a read"
        + " gives the end of the stream and a write fails with EPIPE.";
  }

  @Override
  public Verdict show(Stage stage) {
    try (RawPipe pipe = RawPipe.make()) {
      Dialogue dialogue = new Dialogue(stage.startWithError(pipe.writeEnd(), PipeUser.class));
      pipe.writeEnd().close();
      Map<String, Boolean> asClaimed = new LinkedHashMap<>();
      asClaimed.put("a read on an empty pipe", readWaits(stage, dialogue));
      asClaimed.put("a write on a full pipe", writeWaits(stage, dialogue, pipe.readEnd()));
      asClaimed.put("a write without a reader", writeFails(stage, dialogue, pipe.readEnd()));
      asClaimed.put("a read without a writer", readEnds(stage, dialogue));
      return verdict(asClaimed);
    }
  }

  /** Takes for each of the calls whether it waited and ended as claimed. */
  static Verdict verdict(Map<String, Boolean> asClaimed) {
    List<String> others =
        asClaimed.entrySet().stream()
            .filter(call -> !call.getValue())
            .map(Map.Entry::getKey)
            .toList();
    return others.isEmpty()
        ? Verdict.shown(
            "A read waits for bytes, a write for room, and closing the far end ends either wait. What"
                + " some books say, that a write waits until it is read, is not so while there is"
                + " room.")
        : Verdict.contradicted(
            String.format(
                Locale.ROOT,
                "Not as claimed did %s wait or end; see the evidence.",
                String.join(" and ", others)));
  }

  private static boolean readWaits(Stage stage, Dialogue dialogue) {
    dialogue.awaitReading();
    String place = dialogue.letWait("pipe_read");
    long givenNanos = System.nanoTime();
    dialogue.user().tell('x');
    Attempt read = dialogue.attempt();
    stage.saw(
        "A read on an empty pipe waited%s for %s, and ended %s after the other process had begun to"
            + " write.",
        place, Units.nanos(read.nanos()), Units.nanos(read.endedNanos() - givenNanos));
    return read.count() == 1 && endedAfter(givenNanos, read);
  }

  /** Clocks compare: both processes are of one boot. */
  static boolean endedAfter(long nanos, Attempt attempt) {
    return attempt.startedNanos() - nanos < 0 && attempt.endedNanos() - nanos >= 0;
  }

  private static boolean writeWaits(Stage stage, Dialogue dialogue, RawDescriptor readEnd) {
    Attempt withRoom = dialogue.tried(PipeUser.WRITE);
    int unreadBytes = readEnd.readableBytes();
    stage.saw(
        "A write of %d bytes while there was room returned %s after %s, with all %d unread.",
        PipeUser.PAGE_BYTES, withRoom.text(), Units.nanos(withRoom.nanos()), unreadBytes);
    dialogue.command(PipeUser.FILL);
    String filledBytes = dialogue.user().line();
    dialogue.command(PipeUser.WRITE);
    String place = dialogue.letWait("pipe_write");
    long readNanos = System.nanoTime();
    Attempt read = readEnd.read(PipeUser.PAGE_BYTES);
    Attempt written = dialogue.attempt();
    stage.saw(
        "After %s bytes more it was full. The next write waited%s for %s, and ended %s after a read of"
            + " %s bytes had begun.",
        filledBytes,
        place,
        Units.nanos(written.nanos()),
        Units.nanos(written.endedNanos() - readNanos),
        read.text());
    return withRoom.count() == unreadBytes
        && written.count() == PipeUser.PAGE_BYTES
        && endedAfter(readNanos, written);
  }

  private static boolean writeFails(Stage stage, Dialogue dialogue, RawDescriptor readEnd) {
    dialogue.command(PipeUser.WRITE);
    dialogue.letWait("pipe_write");
    long closedNanos = System.nanoTime();
    readEnd.close();
    Attempt waiting = dialogue.attempt();
    Attempt next = dialogue.tried(PipeUser.WRITE);
    stage.saw(
        "A write that had waited %s when the read end was closed ended with %s; the next one at once"
            + " with %s.",
        Units.nanos(closedNanos - waiting.startedNanos()),
        Errno.name(waiting.errno()),
        next.text());
    return endedAfter(closedNanos, waiting)
        && waiting.failedWith(Errno.EPIPE)
        && next.failedWith(Errno.EPIPE);
  }

  private static boolean readEnds(Stage stage, Dialogue dialogue) {
    dialogue.awaitReading();
    dialogue.letWait("pipe_read");
    long closedNanos = System.nanoTime();
    dialogue.user().hangUp();
    Attempt read = dialogue.attempt();
    stage.saw(
        "A read that had waited %s when the write end was closed returned %s: 0 is the end of the stream.",
        Units.nanos(closedNanos - read.startedNanos()), read.text());
    return endedAfter(closedNanos, read) && read.count() == 0;
  }
}
