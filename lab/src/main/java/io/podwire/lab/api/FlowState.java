package io.podwire.lab.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.podwire.lab.integrity.IntegrityCounts;
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
    @Nullable String error) {}
