package io.podwire.lab.workload;

import io.podwire.ipc.MessageHandler;
import java.lang.foreign.MemorySegment;

/** Answers each data message with a copy, then checks it while the answer is on its way. */
final class Echo implements MessageHandler {
  private final SinkCheck check;
  private final Outbox outbox;

  Echo(SinkCheck check, Outbox outbox) {
    this.check = check;
    this.outbox = outbox;
  }

  @Override
  public void onMessage(MemorySegment buffer, long offset, long length) {
    if (check.inPhase() && !ControlMessage.isAt(buffer, offset, length)) {
      outbox.echo(buffer, offset, length);
      outbox.flush();
    }
    check.onMessage(buffer, offset, length);
  }
}
