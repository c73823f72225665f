package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.podwire.lab.integrity.IntegrityCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One live flow at one of its ends, as producer and consumer answer it at {@code GET /api/live}.
 *
 * @param name for instance {@code shm} or {@code shm-relay}
 * @param channel its address at this end
 * @param connected whether the peer is there
 * @param messages sent or received since this process started
 * @param notSent at the sending end: messages that back-pressure kept from being sent
 * @param redelivered at the receiving end: messages that a channel gave again after a restart and
 *     that the ledger knew as processed
 * @param integrity what the receiving end counted, over its restarts; else null
 * @param error the last fault in one line, or null
 * @param sources where one end receives from several: each of them; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlowState(
    String name,
    String channel,
    boolean connected,
    long messages,
    @Nullable Long notSent,
    @Nullable Long redelivered,
    @Nullable IntegrityCounts integrity,
    @Nullable String error,
    @Nullable List<SourceState> sources) {
  /** A flow of one source. */
  public FlowState(
      String name,
      String channel,
      boolean connected,
      long messages,
      @Nullable Long notSent,
      @Nullable Long redelivered,
      @Nullable IntegrityCounts integrity,
      @Nullable String error) {
    this(name, channel, connected, messages, notSent, redelivered, integrity, error, null);
  }

  /**
   * What came of one source's messages, over restarts of the receiving end.
   *
   * @param source its id, in hexadecimal digits; each process that sends has another
   * @param next the number that follows its last message
   * @param processed its messages that came here
   * @param redelivered those that came again and were dropped
   * @param integrity what went wrong
   */
  public record SourceState(
      String source, long next, long processed, long redelivered, IntegrityCounts integrity) {}
}
