package io.podwire.sidecar.relay;

import io.podwire.api.PodChannels;
import io.podwire.api.RouteSpec;
import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Two relays on loopback, each with a channel directory, as two pods would have them. */
final class TwoRelays implements AutoCloseable {
  static final int WINDOW_BYTES = 64 << 10;
  static final ChannelOptions OPTIONS =
      new ChannelOptions(WaitStrategy.BLOCK, Duration.ofSeconds(10));

  final PodChannels channelsA;
  final PodChannels channelsB;
  final Relay a;
  Relay b;

  TwoRelays(Path directory) throws IOException {
    channelsA = new PodChannels(Files.createDirectory(directory.resolve("a")), "ta");
    channelsB = new PodChannels(Files.createDirectory(directory.resolve("b")), "tb");
    a = Relay.open(options(channelsA, 0));
    b = Relay.open(options(channelsB, 0));
  }

  static RelayOptions options(PodChannels channels, int port) {
    return new RelayOptions(
        "127.0.0.1", port, WINDOW_BYTES, channels.uri("shm", "relay-in"), pod -> true);
  }

  String peerOfA() {
    return "127.0.0.1:" + b.port();
  }

  ChannelUri begin(String scheme, String id) {
    return channelsA.uri(scheme, id);
  }

  ChannelUri end(String scheme, String id) {
    return channelsB.uri(scheme, id);
  }

  /** Sets a route up at both relays; the far end's consumer must be bound within 10 s. */
  void route(String scheme, String id, boolean duplex) {
    b.add(spec(id, end(scheme, id), null, duplex));
    a.add(spec(id, begin(scheme, id), peerOfA(), duplex));
  }

  static RouteSpec spec(
      String id, ChannelUri channel, @org.jspecify.annotations.Nullable String peer, boolean dup) {
    return new RouteSpec(
        id, channel.toString(), peer, dup, WaitStrategy.BLOCK, Duration.ofSeconds(10));
  }

  static Sender sender(ChannelUri uri) {
    return Transports.of(uri).openSender(uri, OPTIONS);
  }

  static Receiver receiver(ChannelUri uri) {
    return Transports.of(uri).openReceiver(uri, OPTIONS);
  }

  static Channel connect(ChannelUri uri) {
    return Transports.of(uri).connect(uri, OPTIONS);
  }

  static Channel accept(ChannelUri uri) {
    return Transports.of(uri).accept(uri, OPTIONS);
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }
}
