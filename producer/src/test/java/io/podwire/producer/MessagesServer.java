package io.podwire.producer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podwire.lab.measure.ThreadUsage;
import io.podwire.lab.workload.ControlMessage;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.SinkCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The consumer's HTTP sink as the lab checks it, on the JDK's own server. */
public final class MessagesServer implements AutoCloseable {
  private final HttpServer server;
  private final EndSpec spec;
  private final SinkCheck check;

  /** Listens on the loopback; port 0 takes a free one. */
  public MessagesServer(EndSpec spec, int port) {
    this.spec = spec;
    this.check = new SinkCheck(spec, () -> ThreadUsage.ABSENT, () -> -1);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/messages/" + spec.sourceId(), this::receive);
    server.start();
  }

  private synchronized void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      MemorySegment message = MemorySegment.ofArray(body);
      boolean echo =
          spec.run().pattern() == Pattern.ROUND_TRIP
              && !ControlMessage.isAt(message, 0, body.length);
      check.onMessage(message, 0, body.length);
      exchange.sendResponseHeaders(echo ? 200 : 204, echo ? body.length : -1);
      if (echo) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it saw, once the run is over. */
  public synchronized @Nullable EndReport report() {
    return check.report();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
