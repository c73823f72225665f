package io.podwire.cli.copy;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.Addresses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A channel of each test's own, and both ends of a copy over it. */
@Timeout(120)
abstract class CopyFixture {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;
  ChannelUri uri = ChannelUri.parse("shm:/nowhere");
  Transport transport = Transports.of(uri);

  static Stream<String> schemes() {
    return Addresses.schemes();
  }

  void use(String scheme) {
    uri = ChannelUri.parse(Addresses.of(scheme, directory));
    transport = Transports.of(uri);
  }

  @AfterEach
  void removeChannel() {
    transport.remove(uri);
  }

  Sender open() {
    return transport.openSender(uri, ChannelOptions.DEFAULT);
  }

  long send(ReadableByteChannel input) throws IOException {
    try (input;
        Sender sender = open()) {
      return sender(sender, PATIENCE).send(input);
    }
  }

  long receive(WritableByteChannel output) throws IOException {
    return receive(output, PATIENCE, false);
  }

  /** Receives a copy of which nothing is kept. */
  CompletableFuture<Long> receiving(Duration patience, boolean listens) {
    return start(
        () -> receive(Channels.newChannel(OutputStream.nullOutputStream()), patience, listens));
  }

  private long receive(WritableByteChannel output, Duration patience, boolean listens)
      throws IOException {
    try (output;
        Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT)) {
      return receiver(receiver, patience, listens).receive(output);
    }
  }

  CopySender sender(Sender sender, Duration stall) {
    return new CopySender(sender, () -> transport.lifeSigns(uri), stall);
  }

  CopyReceiver receiver(Receiver receiver, Duration patience, boolean listens) {
    return new CopyReceiver(receiver, () -> transport.signLife(uri), patience, listens);
  }

  static <T> CompletableFuture<T> start(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable t) {
                result.completeExceptionally(t);
              }
            });
    return result.orTimeout(40, TimeUnit.SECONDS);
  }
}
