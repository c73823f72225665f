package io.podwire.producer.live;

import io.podwire.api.FlowState;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.Receiver;
import io.podwire.lab.integrity.CheckDepth;
import io.podwire.lab.integrity.History;
import io.podwire.producer.pipe.PipeChild;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The live flow over two pipes, to a child and back: only kin share a pipe, so this program has
 * both ends and checks what returns. Its count of messages is of those that came back.
 */
final class PipeFlow implements SendingFlow {
  private static final int BATCH = 64;
  private static final long LOOK_NANOS = 5_000_000;

  private final LiveMessage message;
  private final History history;
  private final Connection<PipeChild> connection;
  private volatile long notSent;
  private long sent;

  /** The flow of these messages; the child is started in the background. */
  PipeFlow(LiveMessage message, Connector connector) {
    this.message = message;
    this.history = new History(message.content(), CheckDepth.CONTENT, message.buffer().byteSize());
    this.connection = new Connection<>("pipe", connector::submit, PipeChild::start);
  }

  @Override
  public void tick() {
    PipeChild child = connection.get();
    if (child == null) {
      return;
    }
    takeEchoes(child);
    send(child);
  }

  @Override
  public void failed(Throwable e) {
    connection.lost(e);
  }

  private void takeEchoes(PipeChild child) {
    int count = child.channel().receiver().poll(history::onMessage, BATCH);
    if (count == Receiver.END) {
      throw new ChannelException(ChannelException.Kind.PEER_GONE, "pipe: the child has ended");
    }
    if (count > 0) {
      connection.works();
    }
  }

  private void send(PipeChild child) {
    if (child.channel().sender().offer(message.buffer())) {
      message.sent();
      sent++;
    } else {
      notSent++;
    }
    boolean ignored = child.channel().sender().flush(); // if not now, then with the next tick
  }

  @Override
  public void drain(long deadlineNanos) {
    connection.end(
        child -> {
          while (history.settled() < sent && deadlineNanos - System.nanoTime() > 0) {
            takeEchoes(child);
            LockSupport.parkNanos(LOOK_NANOS);
          }
        });
  }

  @Override
  public FlowState state() {
    return new FlowState(
        "pipe",
        "pipe:",
        connection.status().isConnected(),
        history.received(),
        notSent,
        null,
        history.counts(),
        connection.status().error());
  }

  /** Both ends are here: nobody else can tell what did not come back. */
  @Override
  public String account() {
    return String.format(Locale.ROOT, "sent %d, returned %d", sent, history.received());
  }
}
