package io.podwire.consumer.live;

import io.podwire.consumer.ledger.Ledger;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.ipc.ChannelException;
import io.podwire.lab.api.FlowState;
import io.podwire.lab.workload.MessageBuffer;
import io.podwire.web.live.FlowStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of the live flow over HTTP, one request per message. HTTP knows no connection
 * that tells of the peer: it counts as there while messages come. Shared by threads.
 */
public final class LiveHttp implements LiveFlow {
  private static final long SILENT_NANOS = Duration.ofSeconds(5).toNanos();

  private final String address;
  private final Path ledgerFile;
  private final FlowStatus status = new FlowStatus("http");
  private @Nullable LiveHistory history;
  private final MessageBuffer buffer = new MessageBuffer();
  private long lastNanos;

  LiveHttp(String address, Path ledgerFile) {
    this.address = address;
    this.ledgerFile = ledgerFile;
  }

  /**
   * Takes a message.
   *
   * @throws ChannelException if the ledger cannot be opened; the message is not processed then
   */
  public synchronized void onMessage(byte[] body) {
    LiveHistory open = open();
    open.onMessage(buffer.copyOf(body), 0, body.length);
    lastNanos = System.nanoTime();
    status.connected();
  }

  private LiveHistory open() {
    try {
      LiveHistory open = history == null ? new LiveHistory(Ledger.open(ledgerFile)) : history;
      history = open;
      return open;
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
    LedgerEntry entry = entry();
    return new FlowState(
        "http",
        address,
        status.isConnected(),
        history == null ? 0 : history.messages(),
        null,
        entry.redelivered(),
        entry.integrity(),
        status.error());
  }

  private LedgerEntry entry() {
    return history == null ? LedgerEntry.EMPTY : history.latest();
  }

  @Override
  public synchronized long processed() {
    return entry().processed();
  }
}
