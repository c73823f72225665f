package io.podwire.cli.copy;

import io.podwire.cli.option.DurationConverter;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What both ends of a file copy are told. */
final class CopyOptions {
  @Parameters(
      index = "0",
      paramLabel = "CHANNEL",
      description = "Address, for instance fifo:/tmp/x.fifo or tcp://127.0.0.1:7500.")
  private String channel;

  @Option(
      names = "--timeout",
      defaultValue = "30s",
      paramLabel = "TIME",
      converter = DurationConverter.Positive.class,
      description =
          "How long to wait for the other end, and for each sign of it (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(30);

  ChannelUri uri() {
    return ChannelUri.parse(channel);
  }

  /** The mechanism; it refuses what can never work. */
  Transport transport() {
    return Transports.of(uri());
  }

  Duration timeout() {
    return timeout;
  }

  /** A copy has one sender and one receiver: of two that compete, each would get a part. */
  ChannelOptions channelOptions() {
    return ChannelOptions.DEFAULT.withTimeout(timeout).withOneEndPerSide();
  }
}
