package io.podwire.sidecar.comparison;

import io.podwire.api.PodChannels;
import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.ControlMessage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a message each mechanism carries here. Stateless. */
final class SizeLimits {
  private static final long HTTP_BYTES = 4 << 20; // what HttpSender of the producer sends
  private static final long RELAY_HEADER_BYTES = 8;

  private final PodChannels channels;

  SizeLimits(PodChannels channels) {
    this.channels = channels;
  }

  /** Why a cell's messages are too long, with the limit; null if they are not. */
  @Nullable String beyond(PlannedCell cell) {
    try {
      long most = mostBytes(cell);
      return cell.sizeBytes() <= most
          ? null
          : String.format(
              Locale.ROOT,
              "a message of %d bytes exceeds the %d (%s) that %s carries here",
              cell.sizeBytes(),
              most,
              ByteSize.format(most),
              cell.place().mechanism());
    } catch (ChannelException kernelLimit) {
      return kernelLimit.getMessage();
    }
  }

  private long mostBytes(PlannedCell cell) {
    return switch (cell.way()) {
      case LOCAL -> mostBytes(local(channels, cell.scheme(), "limits", cell.sizeBytes()));
      case CHILD -> mostBytes(ChannelUri.parse("pipe:"));
      case SOCKET -> cell.scheme().equals("http") ? HTTP_BYTES : mostTcpBytes();
      case RELAYED ->
          Math.min(
              mostTcpBytes() - RELAY_HEADER_BYTES,
              mostBytes(local(channels, cell.scheme(), "limits", cell.sizeBytes())));
    };
  }

  private static long mostTcpBytes() {
    return mostBytes(ChannelUri.parse("tcp://127.0.0.1:0"));
  }

  private static long mostBytes(ChannelUri uri) {
    return Transports.of(uri).maxMessageBytes(uri);
  }

  /** A run's local channel; a queue's messages are made as long as the run needs. */
  static ChannelUri local(PodChannels channels, String scheme, String name, int sizeBytes) {
    ChannelUri uri = channels.uri(scheme, name);
    String size = uri.parameters().get("messageSize");
    long needed = Math.max(sizeBytes, ControlMessage.BYTES);
    if (size == null || needed <= ByteSize.parse(size)) {
      return uri;
    }
    return ChannelUri.parse(uri.toString().replace("messageSize=" + size, "messageSize=" + needed));
  }
}
