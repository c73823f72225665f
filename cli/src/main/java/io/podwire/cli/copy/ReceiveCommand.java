package io.podwire.cli.copy;

import io.podwire.cli.Closing;
import io.podwire.cli.Console;
import io.podwire.cli.ExitCode;
import io.podwire.cli.OutputFile;
import io.podwire.cli.Podwire;
import io.podwire.cli.Progress;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transport;
import io.podwire.lab.copy.CopyReceiver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code podwire receive}: the receiving end of a file copy. */
@Command(
    name = "receive",
    description = {
      "Receive what podwire send sends, until it ends. Start them in either order.",
      "FILE appears when all is there and checked; until then it is FILE.part.",
      "Exit code 4 says that data is missing or wrong."
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire receive fifo:/tmp/x.fifo --output COPY")
public final class ReceiveCommand implements Callable<Integer> {
  @ParentCommand private Podwire podwire;
  @Mixin private CopyOptions copy;

  @Option(names = "--output", paramLabel = "FILE", description = "Where to (default: stdout).")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    ChannelUri uri = copy.uri();
    Transport transport = copy.transport();
    try (Closing closing = new Closing()) {
      if (output != null) {
        OutputFile file = closing.add(OutputFile.open(output));
        receive(uri, transport, file.channel(), closing);
        file.finish();
        return ExitCode.FINE;
      }
      return toStdout(uri, transport, closing);
    }
  }

  private int toStdout(ChannelUri uri, Transport transport, Closing closing) throws IOException {
    try {
      receive(uri, transport, new FileOutputStream(FileDescriptor.out).getChannel(), closing);
      return ExitCode.FINE;
    } catch (IOException e) {
      if ("Broken pipe".equals(e.getMessage())) {
        return ExitCode.FAILED; // whoever reads has seen enough, and knows
      }
      throw e;
    }
  }

  private void receive(
      ChannelUri uri, Transport transport, WritableByteChannel target, Closing closing)
      throws IOException {
    Console console = podwire.console();
    Remover remover = closing.add(new Remover(uri));
    try (Receiver receiver = closing.add(transport.openReceiver(uri, copy.channelOptions()));
        Progress progress = Progress.ofBytes(console, "received", -1)) {
      new CopyReceiver(receiver, copy.timeout()).receive(new CountedOutput(target, progress));
      remover.arm();
    } catch (ChannelException e) {
      if (e.kind() != ChannelException.Kind.TIMEOUT) {
        remover.disarm();
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      remover.disarm(); // what is left in it tells the sender that not all was taken
      throw e;
    }
    remover.close(); // at once: the next copy may begin while this one's file is forced to disk
  }
}
