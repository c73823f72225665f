package io.podwire.lab.workload;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.MessageHandler;
import io.podwire.lab.integrity.Content;
import io.podwire.lab.integrity.History;
import io.podwire.lab.measure.ThreadUsage;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a run behind any way to receive: takes every message, control messages
 * included, and reports once the source has ended the measured phase. What precedes a begin is
 * dropped. For one thread at a time; allocates nothing per message.
 */
public final class SinkCheck implements MessageHandler {
  private final EndSpec spec;
  private final Recording recording;
  private final boolean paced;
  private @Nullable History history;
  private @Nullable Schedule schedule;
  private @Nullable EndReport report;

  /**
   * Creates the sink of a run.
   *
   * @param usage see {@link Recording}
   * @param systemCalls see {@link Recording}
   */
  public SinkCheck(EndSpec spec, Supplier<ThreadUsage> usage, LongSupplier systemCalls) {
    this.spec = spec;
    this.recording = new Recording(EndSpec.Role.SINK, usage, systemCalls);
    this.paced = spec.run().pattern() == Pattern.PACED;
  }

  @Override
  public void onMessage(MemorySegment buffer, long offset, long length) {
    if (ControlMessage.isAt(buffer, offset, length)) {
      onControl(ControlMessage.read(buffer, offset), buffer, offset);
      return;
    }
    History current = history;
    if (current != null) {
      long n = current.onMessage(buffer, offset, length);
      if (paced && n >= 0 && schedule != null) {
        recording.latency(System.nanoTime() - schedule.dueNanos(n));
      }
    }
  }

  private void onControl(ControlMessage message, MemorySegment buffer, long offset) {
    if (message.sourceId() != spec.sourceId()) {
      onForeignControl(buffer, offset);
    } else if (message.kind() == ControlMessage.Kind.BEGIN) {
      begin(message);
    } else {
      end(message);
    }
  }

  /** Another run's message is nothing of ours: its history calls it corrupted or unknown. */
  private void onForeignControl(MemorySegment buffer, long offset) {
    if (history != null) {
      history.onMessage(buffer, offset, ControlMessage.BYTES);
    }
  }

  private void begin(ControlMessage message) {
    recording.countFrom(System.nanoTime() + Framing.LEAD_NANOS);
    Content content = new Content(message.phase().sourceId(spec.sourceId()));
    history = new History(content, spec.run().verify().depth(), spec.run().sizeBytes());
    schedule =
        Clock.isShared(message.clock()) && message.messagesPerSecond() > 0
            ? new Schedule(message.value(), message.messagesPerSecond())
            : null;
    recording.begin();
  }

  private void end(ControlMessage message) {
    long now = System.nanoTime();
    History ended = history;
    if (ended == null) {
      throw new ChannelException(
          ChannelException.Kind.CORRUPT,
          String.format(
              Locale.ROOT,
              "%s: the %s phase ended without having begun; messages are missing",
              spec.run().channel(),
              message.phase()));
    }
    ended.finish(message.value());
    history = null;
    if (message.phase() == Phase.MEASURED) {
      report = recording.end(ended.received(), null, now, ended);
    }
  }

  /** Whether a phase is under way, so that messages belong to the run. */
  public boolean inPhase() {
    return history != null;
  }

  /** The report, or null until the measured phase has ended. */
  public @Nullable EndReport report() {
    return report;
  }
}
