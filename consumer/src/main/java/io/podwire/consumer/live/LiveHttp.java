package io.podwire.consumer.live;

import io.podwire.api.FlowState;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.ipc.ChannelException;
import io.podwire.lab.workload.MessageBuffer;
import io.podwire.quarkus.live.FlowStatus;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The receiving end of the live flow over HTTP, one request per message. HTTP knows no connection
 * that tells of the peer: it counts as there while messages come. Shared by threads.
 */
public final class LiveHttp implements LiveFlow {
  private static final long SILENT_NANOS = Duration.ofSeconds(5).toNanos();

  private final String address;
  private final FlowStatus status = new FlowStatus("http");
  private final LiveHistory history;
  private boolean opened;
  private final MessageBuffer buffer = new MessageBuffer();
  private long lastNanos;

  LiveHttp(String address, Path ledgerFile) {
    this.address = address;
    this.history = LiveHistory.of(ledgerFile);
  }

  /**
   * Takes a message.
   *
   * @throws ChannelException if the ledger cannot be opened; the message is not processed then
   */
  public synchronized void onMessage(byte[] body) {
    open();
    history.onMessage(buffer.copyOf(body), 0, body.length);
    lastNanos = System.nanoTime();
    status.connected();
  }

  private void open() {
    try {
      if (!opened) {
        history.open();
        opened = true;
      }
    } catch (ChannelException e) {
      status.fault(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public synchronized FlowState state() {
    if (System.nanoTime() - lastNanos > SILENT_NANOS) {
      status.ended();
    }
    LedgerEntry entry = history.latest();
    return new FlowState(
        "http",
        address,
        status.isConnected(),
        history.messages(),
        null,
        entry.redelivered(),
        entry.integrity(),
        status.error());
  }

  @Override
  public synchronized long processed() {
    return history.latest().processed();
  }
}
