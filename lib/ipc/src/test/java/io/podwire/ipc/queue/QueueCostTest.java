package io.podwire.ipc.queue;

import static io.podwire.ipc.queue.QueueRig.late;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.SteadyState;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What a message costs. Both ends are played by one thread, so that a message is always there when
 * it is asked for and the counts are exact.
 */
class QueueCostTest {
  static final String[] SCHEMES = QueueRig.SCHEMES;
  private static final int ROUND_TRIPS = 10_000;
  private static final MessageHandler DROP = (_, _, _) -> {};

  @TempDir Path directory;
  private QueueRig rig;

  @BeforeEach
  void open() {
    rig = new QueueRig(directory);
  }

  @AfterEach
  void removeQueues() {
    rig.close();
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldMakeOneSystemCallPerMessageAndEnd(String scheme) throws Exception {
    for (WaitStrategy strategy : WaitStrategy.values()) {
      try (Duplex duplex = duplex(scheme, strategy)) {
        long clientSent = duplex.client.sender().systemCalls();
        long clientReceived = duplex.client.receiver().systemCalls();
        long serverSent = duplex.server.sender().systemCalls();
        long serverReceived = duplex.server.receiver().systemCalls();
        duplex.roundTrips(ROUND_TRIPS);
        assertThat(duplex.client.sender().systemCalls() - clientSent).isEqualTo(ROUND_TRIPS);
        assertThat(duplex.client.receiver().systemCalls() - clientReceived).isEqualTo(ROUND_TRIPS);
        assertThat(duplex.server.sender().systemCalls() - serverSent).isEqualTo(ROUND_TRIPS);
        assertThat(duplex.server.receiver().systemCalls() - serverReceived).isEqualTo(ROUND_TRIPS);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldAllocateNothingPerMessage(String scheme) throws Exception {
    for (WaitStrategy strategy : WaitStrategy.values()) {
      try (Duplex duplex = duplex(scheme, strategy)) {
        SteadyState.assertAllocatesNothing(2 * ROUND_TRIPS, () -> duplex.roundTrips(ROUND_TRIPS));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldAllocateNothingPerMessageBeforeAnyCompiler(String scheme) throws Exception {
    assertThat(InterpretedQueue.allocatedBytes(rig.uri(scheme)))
        .isLessThan(InterpretedQueue.MESSAGES);
  }

  private Duplex duplex(String scheme, WaitStrategy strategy) throws Exception {
    ChannelUri uri = rig.uri(scheme);
    Transport transport = Transports.of(uri);
    CompletableFuture<Channel> accepting =
        CompletableFuture.supplyAsync(() -> transport.accept(uri, QueueRig.waiting(strategy)));
    Channel client = transport.connect(uri, QueueRig.waiting(strategy));
    return new Duplex(client, accepting.get(20, TimeUnit.SECONDS), Arena.ofAuto().allocate(64));
  }

  private record Duplex(Channel client, Channel server, MemorySegment message)
      implements AutoCloseable {
    void roundTrips(int count) {
      long deadline = late();
      boolean all = true;
      for (int n = 0; n < count; n++) {
        all &= client.sender().send(message, 0, 64, deadline);
        all &= server.receiver().receive(DROP, 1, deadline) == 1;
        all &= server.sender().send(message, 0, 64, deadline);
        all &= client.receiver().receive(DROP, 1, deadline) == 1;
      }
      assertThat(all).isTrue();
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }
}
