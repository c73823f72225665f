package io.podwire.lab.workload;

import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.integrity.Content;
import io.podwire.lab.integrity.History;
import io.podwire.lab.measure.ThreadUsage;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

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
  private History history;
  private long answeredNanos;

  RoundTripSource(EndSpec spec, Sender sender, Receiver receiver) {
    this.spec = spec;
    this.outbox = new Outbox(sender, spec);
    this.inbox = new Inbox(receiver, this::onAnswer, spec);
    this.recording =
        new Recording(
            EndSpec.Role.SOURCE,
            ThreadUsage::now,
            () -> sender.systemCalls() + receiver.systemCalls());
    this.history = historyOf(Phase.WARMUP);
  }

  private History historyOf(Phase phase) {
    Content content = new Content(phase.sourceId(spec.sourceId()));
    return new History(content, spec.run().verify().depth(), spec.run().sizeBytes());
  }

  @Override
  public EndReport run() {
    if (!spec.run().warmup().isZero()) {
      long sent = exchange(Phase.WARMUP, spec.run().warmup());
      outbox.control(ControlMessage.end(spec, Phase.WARMUP, sent));
      outbox.drain();
    }
    long sent = exchange(Phase.MEASURED, spec.run().duration());
    history.finish(sent);
    EndReport report = recording.end(history.received(), sent, answeredNanos, history);
    outbox.last(ControlMessage.end(spec, Phase.MEASURED, sent));
    return report;
  }

  private long exchange(Phase phase, Duration duration) {
    history = historyOf(phase);
    outbox.of(phase.sourceId(spec.sourceId()));
    outbox.control(ControlMessage.begin(spec, phase, System.nanoTime()));
    recording.begin();
    answeredNanos = recording.firstNanos();
    long endNanos = answeredNanos + duration.toNanos();
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
