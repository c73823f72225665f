package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.podwire.ipc.WaitStrategy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A route through a sidecar's relay ({@code POST /api/routes}): messages of a local channel go over
 * TCP to the sidecar of another pod and from there into its local channel.
 *
 * @param id the same at both sidecars
 * @param channel the local channel; the sidecar accepts it where the route begins and connects to
 *     it where it ends
 * @param peer {@code host:port} of the far relay where the route begins, null where it ends
 * @param duplex whether messages also return
 * @param waitStrategy how the relay's threads wait
 * @param timeout how long each end waits for the others to come
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteSpec(
    String id,
    String channel,
    @Nullable String peer,
    boolean duplex,
    WaitStrategy waitStrategy,
    Duration timeout) {}
