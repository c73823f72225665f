package io.podwire.producer.pipe;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import java.time.Duration;

/**
 * The child at the other end of the live flow over pipes: sends every message back until its parent
 * ends or dies, which the pipe tells.
 */
public final class PipeEcho {
  private static final long LOOK_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int BATCH = 64;

  private PipeEcho() {}

  /** Runs as a process of its own, with the pipes as standard input and output. */
  public static void main(String[] arguments) {
    ChannelUri uri = ChannelUri.parse("pipe:");
    try (Channel channel = Transports.of(uri).accept(uri, ChannelOptions.DEFAULT)) {
      echo(channel);
    } catch (ChannelException parentGone) {
      System.exit(1);
    }
  }

  private static void echo(Channel channel) {
    int count = 0;
    while (count != Receiver.END) {
      count =
          channel
              .receiver()
              .receive(
                  (buffer, offset, length) ->
                      channel.sender().send(buffer, offset, length, System.nanoTime() + LOOK_NANOS),
                  BATCH,
                  System.nanoTime() + LOOK_NANOS);
      channel.sender().flush(System.nanoTime() + LOOK_NANOS);
    }
  }
}
