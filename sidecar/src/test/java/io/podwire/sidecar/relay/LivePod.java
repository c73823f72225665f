package io.podwire.sidecar.relay;

import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.Receiver;
import io.podwire.lab.integrity.StreamMark;
import io.podwire.sidecar.peers.PeerRelay;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A relay with a channel directory, and a consumer that keeps every value it takes. */
final class LivePod implements AutoCloseable {
  final String name;
  final PodChannels channels;
  final Relay relay;
  final List<Long> taken = new CopyOnWriteArrayList<>();
  final AtomicReference<Optional<PeerRelay>> next = new AtomicReference<>(Optional.empty());
  private volatile boolean consuming;
  private Thread consumer = new Thread(() -> {});

  LivePod(Path directory, String name) throws IOException {
    this.name = name;
    channels = new PodChannels(Files.createDirectory(directory.resolve(name)), "t" + name);
    relay = Relay.open(TwoRelays.options(channels, 0));
    relay.keepLive(name, channels.uri("shm", "relay-out"), next::get);
    startConsumer();
  }

  PeerRelay address() {
    return new PeerRelay(name, "127.0.0.1:" + relay.port());
  }

  void sendTo(LivePod pod) {
    next.set(Optional.of(pod.address()));
  }

  void startConsumer() {
    consuming = true;
    consumer = Thread.ofPlatform().daemon().start(this::consume);
  }

  private void consume() {
    while (consuming) {
      try (Receiver receiver = TwoRelays.receiver(channels.uri("shm", "relay-in"))) {
        int count = 0;
        while (consuming && count != Receiver.END) {
          count =
              receiver.receive(
                  this::take, 1, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50));
        }
      } catch (ChannelException retry) {
        Thread.onSpinWait();
      }
    }
  }

  private void take(MemorySegment buffer, long offset, long length) {
    if (!StreamMark.isAt(buffer, offset, length)) {
      taken.add(buffer.get(ValueLayout.JAVA_LONG_UNALIGNED, offset));
    }
  }

  /** As a consumer ends that is told to: what is in the channel then stays there. */
  void stopConsumer() throws InterruptedException {
    consuming = false;
    consumer.join();
  }

  /** As a pod ends that is told to: the consumer first, the sidecar last. */
  void terminate() throws InterruptedException {
    stopConsumer();
    relay.drain(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300));
    relay.close();
  }

  @Override
  public void close() {
    consuming = false;
    relay.close();
  }
}
