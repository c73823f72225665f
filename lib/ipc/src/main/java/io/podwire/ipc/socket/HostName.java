package io.podwire.ipc.socket;

import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.stream.KernelWait;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a host that a sender looks for. A name may not be known yet, for those of
 * services come later than their clients, and may change: it is asked for again now and then. The
 * resolver has no deadline of its own, so it runs in a thread that is left to itself at the
 * caller's deadline. For one thread.
 */
final class HostName implements Endpoint.Targets {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SLICE_MILLIS = 20;

  static { // what the JDK keeps of unknown names would be 10 s; read at its first look-up
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private final TcpEndpoint endpoint;
  private final Resolver resolver;
  private List<SocketAddress> known = List.of();
  private @Nullable FutureTask<List<SocketAddress>> asking;
  private long askedNanos;
  private boolean asked;

  HostName(TcpEndpoint endpoint) {
    this(endpoint, InetAddress::getAllByName);
  }

  HostName(TcpEndpoint endpoint, Resolver resolver) {
    this.endpoint = endpoint;
    this.resolver = resolver;
  }

  /** Asks for a name; may block for long. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  @Override
  public List<SocketAddress> now(KernelWait waits, long deadlineNanos) {
    long ageNanos = System.nanoTime() - askedNanos;
    if (asking != null || !asked || ageNanos > (known.isEmpty() ? RETRY_NANOS : REFRESH_NANOS)) {
      List<SocketAddress> found = ask(waits, deadlineNanos);
      known = found.isEmpty() ? known : found;
    }
    return known;
  }

  /** Waits for the answer; where addresses are known, for one slice only. */
  private List<SocketAddress> ask(KernelWait waits, long deadlineNanos) {
    FutureTask<List<SocketAddress>> answer = asking == null ? start() : asking;
    do {
      waits.check();
      try {
        List<SocketAddress> found = answer.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        asking = null;
        asked = true;
        askedNanos = System.nanoTime();
        return found;
      } catch (TimeoutException e) {
        continue; // the resolver is slow
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // which the next check sees
      } catch (ExecutionException e) {
        asking = null;
        throw new IllegalStateException("the resolver failed: " + e.getCause(), e);
      }
    } while (known.isEmpty() && deadlineNanos - System.nanoTime() > 0);
    return List.of();
  }

  private FutureTask<List<SocketAddress>> start() {
    FutureTask<List<SocketAddress>> answer = new FutureTask<>(this::lookUp);
    Thread.ofPlatform().daemon().name("podwire-resolver").start(answer);
    asking = answer;
    return answer;
  }

  private List<SocketAddress> lookUp() {
    try {
      return Stream.of(resolver.addresses(endpoint.host()))
          .map(address -> SocketAddress.inet(address, endpoint.port()))
          .toList();
    } catch (UnknownHostException e) {
      return List.of();
    }
  }
}
