package io.podwire.lab.workload;

import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.measure.ThreadUsage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The receiving end of a run: checks every message and, in a round trip, echoes it. */
final class Sink implements EndRun {
  private final SinkCheck check;
  private final Inbox inbox;

  /** A sink; it echoes if there is a way back. */
  Sink(EndSpec spec, Receiver receiver, @Nullable Sender back, Supplier<ThreadUsage> usage) {
    this.check =
        new SinkCheck(
            spec, usage, () -> receiver.systemCalls() + (back == null ? 0 : back.systemCalls()));
    MessageHandler handler = back == null ? check : new Echo(check, new Outbox(back, spec));
    this.inbox = new Inbox(receiver, handler, spec);
  }

  @Override
  public EndReport run() {
    EndReport report = check.report();
    while (report == null) {
      inbox.receive();
      report = check.report();
    }
    return report;
  }
}
