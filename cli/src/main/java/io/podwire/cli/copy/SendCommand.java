package io.podwire.cli.copy;

import io.podwire.cli.console.ClosedStreams;
import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.console.Progress;
import io.podwire.cli.option.FileConverter;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transport;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code podwire send}: the sending end of a file copy. */
@Command(
    name = "send",
    description = {
      "Send a file or stdin to its end; podwire receive takes it. Start them in either order.",
      "Exit code 0 says, over uds and tcp, that the other end has confirmed the complete copy;",
      "over shm, fifo, mq and sysv, which lead one way, that its process has taken every byte.",
      "Whether the copy is complete on disk says the exit code of receive."
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire send fifo:/tmp/x.fifo --input FILE")
public final class SendCommand implements Callable<Integer> {
  @ParentCommand private GlobalOptions podwire;
  @Mixin private CopyOptions copy;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      converter = FileConverter.class,
      description = "What to send (default: -, stdin).")
  private @Nullable Path input;

  @Override
  public Integer call() throws IOException {
    ChannelUri uri = copy.uri();
    Transport transport = copy.transport();
    Console console = podwire.console();
    try (FileChannel source = open();
        Closing closing = new Closing()) {
      Remover remover = closing.add(new Remover(uri, console));
      try (SendingEnd end =
              remover.open(
                  () -> SendingEnd.open(transport, uri, copy.channelOptions()), SendingEnd::close);
          Progress progress = Progress.ofBytes(console, "sent", size(source))) {
        send(
            transport,
            end,
            new CountedInput(
                source, input == null ? "stdin" : input.toString(), progress, size(source)));
        remover.disarm();
      } catch (ChannelException e) {
        if (e.kind() == ChannelException.Kind.PEER_GONE) {
          remover.arm(); // a receiver that fails leaves it to the sender
        }
        throw e;
      }
      if (!transport.isConnection()) { // which leaves nothing
        remover.leave();
      }
    }
    return ExitCode.FINE;
  }

  private void send(Transport transport, SendingEnd end, CountedInput input) throws IOException {
    Receiver wayBack = end.wayBack();
    if (wayBack == null) {
      ChannelUri uri = end.sender().uri();
      new CopySender(end.sender(), () -> transport.lifeSigns(uri), copy.timeout()).send(input);
    } else {
      CopySender sender = new CopySender(end.sender(), wayBack, copy.timeout());
      sender.send(input);
      sender.awaitConfirmation();
    }
  }

  private FileChannel open() throws IOException {
    if (input == null) {
      ClosedStreams.requireStdin();
      return new FileInputStream(FileDescriptor.in).getChannel();
    }
    if (Files.isDirectory(input)) {
      throw FailureException.failed(input + " is a directory; give a file");
    }
    return FileChannel.open(input, StandardOpenOption.READ);
  }

  /** In bytes; what has none, a pipe for instance, says 0. */
  private static long size(FileChannel source) throws IOException {
    return Math.max(0, source.size());
  }
}
