package io.podwire.consumer.live;

import io.podwire.api.FlowState.SourceState;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.ipc.MessageHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages of a live flow, over restarts of both ends. One thread at a time
 * gives it messages; any may ask for the counts.
 */
interface FlowHistory extends MessageHandler {
  /**
   * Opens what it writes to, again if it has been open, since it may have been removed.
   *
   * @throws io.podwire.ipc.ChannelException if that cannot be had
   */
  void open();

  /** Messages that came since this program started, of any kind. */
  long messages();

  /** How far all of the flow is processed. */
  LedgerEntry latest();

  /** Each of several sources, or null for a flow of one. */
  @Nullable List<SourceState> sources();
}
