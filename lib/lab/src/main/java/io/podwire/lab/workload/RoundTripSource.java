package io.podwire.lab.workload;

import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.integrity.Content;
import io.podwire.lab.integrity.History;
import io.podwire.lab.measure.ThreadUsage;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * The source of a round trip: one message at a time, its answer checked. The latency of a message
 * runs from the answer to the one before, so that the time for checking and recording is in it and
 * nothing is hidden.
 */
final class RoundTripSource implements EndRun {
  private final EndSpec spec;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Recording recording;
  private final Framing framing;
  private History history;
  private long answeredNanos;

  RoundTripSource(EndSpec spec, Sender sender, Receiver receiver, Supplier<ThreadUsage> usage) {
    this.spec = spec;
    this.outbox = new Outbox(sender, spec);
    Pacer pacer = new Pacer(sender.uri());
    this.inbox = new Inbox(receiver, this::onAnswer, spec);
    this.recording =
        new Recording(
            EndSpec.Role.SOURCE,
            () -> usage.get().withoutCpu(pacer.cpuNanos()),
            () -> sender.systemCalls() + receiver.systemCalls());
    this.framing = new Framing(spec, outbox, pacer, recording);
    this.history = historyOf(Phase.WARMUP);
  }

  private History historyOf(Phase phase) {
    Content content = new Content(phase.sourceId(spec.sourceId()));
    return new History(content, spec.run().verify().depth(), spec.run().sizeBytes());
  }

  @Override
  public EndReport run() {
    for (int warmup = 0; warmup < framing.warmups(); warmup++) {
      framing.end(Phase.WARMUP, exchange(Phase.WARMUP)); // answered, so there is no backlog
    }
    long sent = exchange(Phase.MEASURED);
    framing.end(Phase.MEASURED, sent);
    history.finish(sent);
    EndReport report = recording.end(history.received(), sent, answeredNanos, history);
    framing.awaitTaken();
    return report;
  }

  private long exchange(Phase phase) {
    history = historyOf(phase);
    long endNanos = framing.begin(phase) + framing.duration(phase).toNanos();
    answeredNanos = System.nanoTime();
    long n = 0;
    do {
      long sentNanos = answeredNanos;
      outbox.data(n++);
      outbox.flush();
      while (history.settled() < n) {
        inbox.receive();
      }
      recording.latency(answeredNanos - sentNanos);
    } while (endNanos - answeredNanos > 0);
    return n;
  }

  private void onAnswer(MemorySegment buffer, long offset, long length) {
    answeredNanos = System.nanoTime();
    history.onMessage(buffer, offset, length);
  }
}
