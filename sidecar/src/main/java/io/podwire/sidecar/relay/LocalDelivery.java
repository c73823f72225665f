package io.podwire.sidecar.relay;

import io.podwire.ipc.Sender;
import java.lang.foreign.MemorySegment;

/** Delivery into a channel that is open; its faults are the route's. */
record LocalDelivery(Sender sender) implements Delivery {
  @Override
  public void deliver(MemorySegment buffer, long offset, long length) {
    while (!sender.send(buffer, offset, length, System.nanoTime() + RelayLink.LOOK_NANOS)) {
      Thread.onSpinWait(); // back-pressure of a stopped consumer: wait on, until closed
    }
  }

  @Override
  public void flush() {
    while (!sender.flush()) {
      if (sender.flush(System.nanoTime() + RelayLink.LOOK_NANOS)) {
        return;
      }
    }
  }

  @Override
  public void finish() {
    flush();
    sender.close();
  }
}
