package io.podwire.exhibits.backlog;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.RawSystemVQueue;
import io.podwire.exhibits.Stage;
import io.podwire.exhibits.Verdict;
import io.podwire.result.Units;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A producer fills a queue with the shortest messages and ends; only then a consumer starts. In
 * between the kernel says what it holds and what that takes.
 */
public final class QueueBuffers implements Exhibit {
  /** More than any queue of the usual size takes; a bound for unusual ones. */
  static final int MOST_MESSAGES = 200_000;

  @Override
  public String name() {
    return "queue-buffers";
  }

  @Override
  public String claim() {
    return "A queue buffers: the producer is done long before the consumer comes, and the kernel's"
        + " memory holds the backlog.";
  }

  /** What message {@code n} says: one letter, so that an order is there to check. */
  static String text(int n) {
    return String.valueOf((char) ('a' + n % 26));
  }

  @Override
  public Verdict show(Stage stage) {
    try (RawSystemVQueue queue = RawSystemVQueue.create()) {
      Optional<KernelMemory> before = KernelMemory.now();
      Companion producer = stage.start(ProducerMain.class, queue.id());
      String[] acceptedAndDone = producer.line().split(" ");
      producer.close();
      long accepted = Long.parseLong(acceptedAndDone[0]);
      sawBacklog(stage, queue, accepted);
      OptionalLong objects = sawMemory(stage, queue, before, KernelMemory.now());
      return consume(stage, queue, accepted, Long.parseLong(acceptedAndDone[1]), objects);
    }
  }

  private static void sawBacklog(Stage stage, RawSystemVQueue queue, long accepted) {
    stage.saw(
        "a producer put %d messages of 1 byte, was then refused (the queue holds %d bytes or as many messages) and ended; with that process gone the kernel counts %d messages, %d bytes of text",
        accepted, queue.capacityBytes(), queue.waitingMessages(), queue.waitingBytes());
  }

  /** How many objects more the kernel has in use, if it shows that. */
  private static OptionalLong sawMemory(
      Stage stage,
      RawSystemVQueue queue,
      Optional<KernelMemory> before,
      Optional<KernelMemory> after) {
    if (before.isEmpty() || after.isEmpty()) {
      stage.saw(
          "what the backlog takes of the kernel's memory is hidden here (/proc/slabinfo is for root)");
      return OptionalLong.empty();
    }
    long bytes = after.get().bytesSince(before.get());
    long objects = bytes / after.get().objectBytes();
    stage.saw(
        "the kernel's allocator had %d objects of %d bytes more in use than before (cache %s of the whole machine, whoever uses it): %s bytes of kernel memory for %s bytes of text",
        objects,
        after.get().objectBytes(),
        after.get().cache(),
        Units.quantity(bytes),
        Units.quantity(queue.waitingBytes()));
    return OptionalLong.of(objects);
  }

  private static Verdict consume(
      Stage stage, RawSystemVQueue queue, long accepted, long doneNanos, OptionalLong objects) {
    Companion consumer = stage.start(ConsumerMain.class, queue.id());
    String[] words = consumer.line().split(" ");
    long taken = Long.parseLong(words[1]);
    long wrong = Long.parseLong(words[2]);
    Duration apart = Duration.ofNanos(Long.parseLong(words[0]) - doneNanos);
    stage.saw(
        "a consumer began %s after the producer was done and took %d messages, %d of them out of order; then the queue held %d",
        Units.nanos(apart.toNanos()), taken, wrong, queue.waitingMessages());
    return verdict(accepted, taken, wrong, apart, objects);
  }

  static Verdict verdict(
      long accepted, long taken, long wrong, Duration apart, OptionalLong objects) {
    if (apart.isNegative()) {
      return Verdict.contradicted("The consumer began before the producer was done.");
    }
    if (accepted == 0 || taken != accepted || wrong > 0) {
      return Verdict.contradicted(
          String.format(
              Locale.ROOT,
              "Of %d messages %d came, %d of them out of order.",
              accepted,
              taken,
              wrong));
    }
    return Verdict.shown(
        "The two need not live at the same time; the kernel keeps what was put, up to its limit, and refuses what is beyond it. "
            + memory(accepted, objects));
  }

  /** Nine in ten: the allocator counts by the core, and others come and go in the same cache. */
  private static String memory(long accepted, OptionalLong objects) {
    if (objects.isEmpty()) {
      return "How much of its memory that takes is not shown here.";
    }
    return objects.getAsLong() * 10 >= accepted * 9
        ? "Each message took an object of the kernel's memory."
        : "That the memory is the kernel's was not seen: its allocator's count, which others move"
            + " too, did not grow by the messages.";
  }
}
