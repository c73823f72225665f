package io.podwire.exhibits.competing;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.ChannelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One producer and three consumers, four processes, at one POSIX queue, with no lock of their own.
 */
public final class QueueCompetes implements Exhibit {
  private static final int CONSUMERS = 3;
  private static final int MESSAGES = 10_000;

  @Override
  public String name() {
    return "queue-competes";
  }

  @Override
  public String claim() {
    return "Several consumers at one queue share the work, and each message goes to exactly one.";
  }

  @Override
  public Verdict show(Stage stage) {
    String name = "/" + stage.uniqueName();
    try (RawPosixQueue queue = RawPosixQueue.create(name, 10, 64)) {
      List<Companion> consumers = new ArrayList<>();
      for (int i = 0; i < CONSUMERS; i++) {
        consumers.add(stage.start(ConsumerMain.class, name));
      }
      consumers.forEach(Companion::line);
      produce(queue);
      List<Share> shares =
          consumers.stream().map(consumer -> Share.parse(consumer.line())).toList();
      return verdict(stage, shares);
    }
  }

  private static void produce(RawPosixQueue queue) {
    for (int n = 0; n < MESSAGES; n++) {
      send(queue, Integer.toString(n));
    }
    for (int i = 0; i < CONSUMERS; i++) {
      send(queue, ConsumerMain.END);
    }
  }

  private static void send(RawPosixQueue queue, String text) {
    if (!queue.send(text, 0, Deadline.patient())) {
      throw new ChannelException(
          ChannelException.Kind.TIMEOUT, "no consumer takes anything out of the queue");
    }
  }

  private static Verdict verdict(Stage stage, List<Share> shares) {
    Tally tally = Tally.of(shares, MESSAGES);
    stage.saw(
        "%d messages, one producer, %d consumers waiting in the kernel, each a process: they took %s",
        MESSAGES,
        shares.size(),
        shares.stream().map(share -> share.taken() + "").collect(Collectors.joining(", ")));
    stage.saw(
        "of %d numbers %d were taken twice, %d by nobody",
        MESSAGES, tally.twice(), tally.missing());
    return verdict(tally);
  }

  static Verdict verdict(Tally tally) {
    if (tally.twice() > 0 || tally.missing() > 0) {
      return Verdict.contradicted(
          String.format(
              Locale.ROOT,
              "%d messages went to more than one consumer, %d to none.",
              tally.twice(),
              tally.missing()));
    }
    return tally.working() > 1
        ? Verdict.shown(
            String.format(
                Locale.ROOT,
                "Each message went to exactly one consumer, and %d of %d had work; nobody divides it evenly.",
                tally.working(),
                CONSUMERS))
        : Verdict.contradicted("Each message went to one consumer, but always to the same.");
  }

  /**
   * How the numbers were divided.
   *
   * @param twice taken more than once
   * @param missing taken by nobody
   * @param working consumers that took any
   */
  record Tally(long twice, long missing, long working) {
    static Tally of(List<Share> shares, int messages) {
      BitSet all = new BitSet();
      shares.forEach(share -> all.or(share.numbers()));
      long taken = shares.stream().mapToLong(Share::taken).sum();
      return new Tally(
          taken - all.cardinality(),
          messages - all.cardinality(),
          shares.stream().filter(share -> share.taken() > 0).count());
    }
  }
}
