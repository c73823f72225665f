package io.podwire.consumer.run;

import io.podwire.consumer.live.LiveFlows;
import io.podwire.lab.workload.ControlMessage;
import io.podwire.quarkus.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/** Messages over HTTP: of a run, if it has this source, else of the live flow. */
@Path("/api/messages/{sourceId}")
@NonBlocking
public final class MessagesResource {
  private final HttpSinks sinks;
  private final LiveFlows live;

  MessagesResource(HttpSinks sinks, LiveFlows live) {
    this.sinks = sinks;
    this.live = live;
  }

  /** Takes a message; in a round trip it is the answer's body as well. */
  @POST
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public Response receive(@PathParam("sourceId") long sourceId, byte[] body) {
    HttpSink sink = sinks.of(sourceId);
    if (sink != null && sink.onMessage(body)) {
      return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM_TYPE).build();
    }
    if (sink == null) {
      receiveLive(sourceId, body);
    }
    return Response.noContent().build();
  }

  private void receiveLive(long sourceId, byte[] body) {
    if (body.length == ControlMessage.BYTES // spares hot code the sight of a heap segment
        && ControlMessage.isAt(MemorySegment.ofArray(body), 0, body.length)) {
      throw ProblemException.notFound(
          String.format(
              Locale.ROOT, "no run receives from source %d; start the sink first", sourceId));
    }
    live.http().onMessage(body);
  }
}
