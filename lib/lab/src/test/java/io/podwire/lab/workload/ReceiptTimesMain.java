package io.podwire.lab.workload;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.ipc.libc.ParentDeath;
import io.podwire.lab.Json;
import io.podwire.lab.measure.ThreadUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The sink of a run in a process of its own that also notes when each data message came. Reads the
 * {@link EndSpec} from the file of the first argument, writes its {@link EndReport} to the second
 * and the times to the third, one a line.
 */
final class ReceiptTimesMain {
  private static final int MAX_MESSAGES = 1 << 20;

  private ReceiptTimesMain() {}

  public static void main(String[] arguments) throws IOException {
    ParentDeath.killsThisProcess();
    EndSpec spec = Json.mapper().readValue(Files.readString(Path.of(arguments[0])), EndSpec.class);
    ChannelUri uri = ChannelUri.parse(spec.run().channel());
    ChannelOptions options = new ChannelOptions(spec.run().waitStrategy(), spec.timeout());
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, options)) {
      SinkCheck check = new SinkCheck(spec, ThreadUsage::now, receiver::systemCalls);
      long[] times = receive(receiver, check);
      Files.writeString(Path.of(arguments[1]), Json.mapper().writeValueAsString(check.report()));
      Files.write(Path.of(arguments[2]), Arrays.stream(times).mapToObj(Long::toString).toList());
    }
  }

  private static long[] receive(Receiver receiver, SinkCheck check) {
    long[] times = new long[MAX_MESSAGES];
    int[] count = new int[1];
    MessageHandler handler =
        (buffer, offset, length) -> {
          if (!ControlMessage.isAt(buffer, offset, length)) {
            times[count[0]++] = System.nanoTime();
          }
          check.onMessage(buffer, offset, length);
        };
    long deadlineNanos = System.nanoTime() + Specs.TIMEOUT.toNanos();
    while (check.report() == null && deadlineNanos - System.nanoTime() > 0) {
      receiver.receive(handler, 1, deadlineNanos);
    }
    return Arrays.copyOf(times, count[0]);
  }
}
