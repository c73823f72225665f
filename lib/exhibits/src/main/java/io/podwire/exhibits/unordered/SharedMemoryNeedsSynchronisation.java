package io.podwire.exhibits.unordered;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Another process writes records of two equal words by plain stores, and this one reads them by
 * plain loads; then both say how far they are and look how far the other is. At last the same
 * records pass through the ring.
 */
public final class SharedMemoryNeedsSynchronisation implements Exhibit {
  private static final Duration READING = Duration.ofMillis(400);
  private static final int ROUNDS_PER_CLOCK = 10_000;
  private static final long RING_MESSAGES = 500_000;

  @Override
  public String name() {
    return "shared-memory-needs-synchronisation";
  }

  @Override
  public String claim() {
    return "Without ordering, a reader of shared memory sees torn or stale data; with the ring it"
        + " never does.";
  }

  @Override
  public Verdict show(Stage stage) {
    ChannelUri ring = ChannelUri.parse("shm:" + stage.file("ring"));
    Transport transport = Transports.of(ring);
    transport.prepare(ring, false);
    Path records = stage.file("records");
    Path steps = stage.file("steps");
    Companion writer = stage.start(WriterMain.class, records, steps, ring);
    try (RecordTable table = new RecordTable(records);
        Crossing crossing = new Crossing(steps)) {
      String ignored = writer.line();
      long torn = readTable(stage, table, writer);
      CrossingCount plain = CrossingCount.of(crossing, writer, false);
      CrossingCount fenced = CrossingCount.of(crossing, writer, true);
      sawCrossings(stage, plain, fenced);
      RingReading ordered = RingReading.of(ring, writer, RING_MESSAGES);
      stage.saw(
          "ring: %d of %d messages of the same two words came, %d torn, %d out of order",
          ordered.read(), RING_MESSAGES, ordered.torn(), ordered.outOfOrder());
      return verdict(torn, plain.stale(), fenced.stale(), ordered.wrong(RING_MESSAGES));
    } finally {
      writer.close();
      transport.remove(ring);
    }
  }

  private static long readTable(Stage stage, RecordTable table, Companion writer) {
    writer.tell(WriterMain.TABLE);
    long reads = 0;
    long torn = 0;
    long endNanos = System.nanoTime() + READING.toNanos();
    while (endNanos - System.nanoTime() > 0) {
      for (int round = 0; round < ROUNDS_PER_CLOCK; round++) {
        for (int record = 0; record < RecordTable.RECORDS; record++) {
          torn += table.difference(record) == 0 ? 0 : 1;
        }
      }
      reads += (long) ROUNDS_PER_CLOCK * RecordTable.RECORDS;
    }
    table.stop();
    stage.saw(
        "plain memory: while another process wrote %s records, each twice the same word, this one read records %d times: %d were torn, the two words differed",
        writer.line(), reads, torn);
    return torn;
  }

  private static void sawCrossings(Stage stage, CrossingCount plain, CrossingCount fenced) {
    stage.saw(
        "plain memory: both processes store how far they are, then look how far the other is; of %d looks that met the other under way, %d were stale, neither process saw what the other had stored before",
        plain.met(), plain.stale());
    stage.saw(
        "with a full fence between store and look: of %d such looks %d were stale",
        fenced.met(), fenced.stale());
  }

  static Verdict verdict(long torn, long stale, long staleFenced, long wrongInRing) {
    if (staleFenced > 0) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          String.format(
              Locale.ROOT,
              "the counting is at fault: %d looks were stale behind a full fence, which forbids it",
              staleFenced));
    }
    if (wrongInRing > 0) {
      return Verdict.contradicted(
          String.format(
              Locale.ROOT,
              "Of what came through the ring %d messages were missing, torn or out of order.",
              wrongInRing));
    }
    if (torn == 0 && stale == 0) {
      return Verdict.contradicted(
          "This run saw neither torn nor stale data in plain memory; nothing forbids them, and"
              + " nothing makes them come every time. The ring was clean.");
    }
    return Verdict.shown(
        String.format(
            Locale.ROOT,
            "Plain memory gave %d torn records and %d stale looks; the ring, whose writer publishes with a releasing store that the reader acquires, and which fences before it sleeps, gave none.",
            torn,
            stale));
  }
}
