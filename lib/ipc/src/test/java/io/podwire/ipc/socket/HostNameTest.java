package io.podwire.ipc.socket;

import static io.podwire.ipc.stream.Faults.assertFault;
import static io.podwire.ipc.stream.StreamPair.in;
import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.stream.KernelWait;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names that are not known yet, have several addresses, or are looked up in vain. */
@Timeout(60)
class HostNameTest {
  private static final ChannelUri URI = ChannelUri.parse("tcp://service.invalid:7500");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress NOBODYS = InetAddress.ofLiteral("127.0.0.2");
  private static final InetAddress SILENT = InetAddress.ofLiteral("::ffff"); // no route leads there

  private final KernelWait waits = new KernelWait(URI);

  private static HostName name(HostName.Resolver resolver) {
    return new HostName(TcpEndpoint.of(URI), resolver);
  }

  @Test
  void shouldAskAgainForANameThatIsNotKnownYet() {
    AtomicInteger asked = new AtomicInteger();
    HostName name =
        name(
            host -> {
              assertThat(host).isEqualTo("service.invalid");
              if (asked.incrementAndGet() < 3) {
                throw new UnknownHostException(host);
              }
              return new InetAddress[] {LOOPBACK, NOBODYS};
            });
    Awaitility.await().until(() -> name.now(waits, soon()).size() == 2);
    assertThat(asked).hasValue(3);
  }

  @Test
  void shouldLeaveASlowResolverAtTheDeadlineAndWhenInterrupted() {
    CountDownLatch over = new CountDownLatch(1);
    HostName name =
        name(
            host -> {
              awaitUninterruptibly(over);
              return new InetAddress[] {LOOPBACK};
            });
    try {
      assertThat(name.now(waits, in(50))).isEmpty();
      Thread.currentThread().interrupt();
      assertFault(Kind.INTERRUPTED, () -> name(host -> slow(over)).now(waits, soon()));
    } finally {
      over.countDown();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** A name is asked for again after some seconds, while the addresses that are known are tried. */
  @Test
  @Timeout(30)
  void shouldGoOnWithWhatIsKnownWhileTheResolverIsSlow() {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    HostName name =
        name(
            host -> {
              if (asked.incrementAndGet() > 1) {
                awaitUninterruptibly(over);
              }
              return new InetAddress[] {LOOPBACK};
            });
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> name.now(waits, in(60_000)).size() == 1 && asked.get() > 1);
      assertThat(name.now(waits, in(60_000))).hasSize(1);
      assertThat(asked).hasValue(2);
    } finally {
      over.countDown();
    }
  }

  private static InetAddress[] slow(CountDownLatch over) {
    awaitUninterruptibly(over);
    return new InetAddress[0];
  }

  private static void awaitUninterruptibly(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e); // nobody interrupts the resolver
    }
  }

  @Test
  void shouldTryAllAddressesOfAName() throws Exception {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(new InetSocketAddress(LOOPBACK, 0));
      int port = server.getLocalPort();
      List<SocketAddress> addresses =
          List.of(
              SocketAddress.inet(SILENT, port),
              SocketAddress.inet(NOBODYS, port),
              SocketAddress.inet(LOOPBACK, port));
      int fd =
          Connector.connect(
              TcpEndpoint.of(URI), (ends, deadline) -> addresses, waits, ChannelOptions.DEFAULT);
      Descriptors.close(new CallState(), fd);
    }
  }

  @Test
  void shouldTryAllAddressesUntilOneListens() throws Exception {
    int port;
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(LOOPBACK, 0));
      port = probe.getLocalPort();
    }
    AtomicInteger asked = new AtomicInteger();
    Endpoint.Targets targets =
        (ends, deadline) -> {
          asked.incrementAndGet();
          return List.of(SocketAddress.inet(NOBODYS, port), SocketAddress.inet(LOOPBACK, port));
        };
    CompletableFuture<Integer> connected =
        CompletableFuture.supplyAsync(
            () -> Connector.connect(TcpEndpoint.of(URI), targets, waits, ChannelOptions.DEFAULT));
    Awaitility.await().until(() -> asked.get() > 70 || connected.isDone());
    try (ServerSocket server = new ServerSocket()) {
      server.bind(new InetSocketAddress(LOOPBACK, port));
      Descriptors.close(new CallState(), connected.get());
    }
  }

  @Test
  void shouldSayThatTheNameWasNotFound() {
    ChannelOptions hasty = ChannelOptions.DEFAULT.withTimeout(Duration.ofMillis(50));
    assertFault(
            Kind.TIMEOUT,
            () ->
                Connector.connect(TcpEndpoint.of(URI), (ends, deadline) -> List.of(), waits, hasty))
        .hasMessageContaining("the resolver did not find the host within 50 ms");
  }
}
