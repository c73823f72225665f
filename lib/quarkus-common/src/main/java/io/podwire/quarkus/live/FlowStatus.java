package io.podwire.quarkus.live;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.PlainText;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether one live flow has its peer, and what is wrong if not; logs a change once, not every try.
 * One thread at a time changes it, any thread reads.
 */
public final class FlowStatus {
  private static final Logger LOG = Logger.getLogger("live");

  private final String name;
  private volatile boolean connected;
  private volatile @Nullable String error;

  /** The status of the flow of this name. */
  public FlowStatus(String name) {
    this.name = name;
  }

  /** The peer is there. */
  public void connected() {
    if (!connected) {
      connected = true;
      error = null;
      LOG.infof("%s: connected", name);
    }
  }

  /** The peer has ended in good order. */
  public void ended() {
    if (connected) {
      connected = false;
      LOG.infof("%s: the peer ended in good order", name);
    }
  }

  /** Something is wrong, in one line. */
  public void fault(String words) {
    String message = PlainText.of(words);
    connected = false;
    if (!Objects.equals(message, error)) {
      error = message;
      LOG.info(message.startsWith(name + ":") ? message : name + ": " + message);
    }
  }

  /**
   * A failure of the flow, whatever it is; the trace of one that no channel describes is logged at
   * debug level.
   */
  public void fault(Throwable e) {
    if (e instanceof ChannelException) {
      fault(String.valueOf(e.getMessage()));
      return;
    }
    String message = "failed unexpectedly: " + String.valueOf(e).lines().findFirst().orElse("");
    if (!Objects.equals(message, error)) {
      LOG.debug("the cause", e);
    }
    fault(message);
  }

  /** Whether the peer is there. */
  public boolean isConnected() {
    return connected;
  }

  /** The last fault, or null after the peer came. */
  public @Nullable String error() {
    return error;
  }
}
