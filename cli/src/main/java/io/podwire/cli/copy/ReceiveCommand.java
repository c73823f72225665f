package io.podwire.cli.copy;

import io.podwire.cli.console.ClosedStreams;
import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.console.OutputFile;
import io.podwire.cli.console.Progress;
import io.podwire.cli.option.FileConverter;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
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
  @ParentCommand private GlobalOptions podwire;
  @Mixin private CopyOptions copy;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      converter = FileConverter.class,
      description = "Where to (default: -, stdout).")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    ChannelUri uri = copy.uri();
    Transport transport = copy.transport();
    try (Closing closing = new Closing()) {
      if (output != null) {
        OutputFile file = closing.add(OutputFile.open(output));
        receive(uri, transport, file, file::finish, closing);
        return ExitCode.FINE;
      }
      return toStdout(uri, transport, closing);
    }
  }

  private int toStdout(ChannelUri uri, Transport transport, Closing closing) {
    try {
      ClosedStreams.requireStdout();
      FileChannel stdout = new FileOutputStream(FileDescriptor.out).getChannel();
      receive(uri, transport, stdout, () -> {}, closing);
      return ExitCode.FINE;
    } catch (IOException e) {
      return podwire.console().failOfStdout(e);
    }
  }

  private void receive(
      ChannelUri uri,
      Transport transport,
      WritableByteChannel target,
      CopyReceiver.Completion completion,
      Closing closing)
      throws IOException {
    Console console = podwire.console();
    Remover remover = closing.add(new Remover(uri, console));
    try (ReceivingEnd end = remover.open(() -> open(transport, uri), ReceivingEnd::close);
        Progress progress = Progress.ofBytes(console, "received", -1)) {
      receive(transport, end, new CountedOutput(target, progress), completion);
    } catch (ChannelException e) {
      if (e.kind() == ChannelException.Kind.PEER_GONE) {
        remover.leave(); // there is no sender to leave it to
      } else if (!isEndedFromHere(e)) {
        remover.disarm();
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      remover.disarm(); // what is left in it tells the sender that not all was taken
      throw e;
    }
    remover.leave();
    if (!transport.isConnection()) { // now: the next copy may begin while this one goes to disk
      completion.run();
    }
  }

  private ReceivingEnd open(Transport transport, ChannelUri uri) {
    return ReceivingEnd.open(transport, uri, copy.channelOptions(), podwire.console());
  }

  /** Whether it was no fault that ended the wait but this process: its time is up, or a signal. */
  private static boolean isEndedFromHere(ChannelException e) {
    return switch (e.kind()) {
      case TIMEOUT, CLOSED, INTERRUPTED -> true;
      default -> false;
    };
  }

  private void receive(
      Transport transport,
      ReceivingEnd end,
      CountedOutput target,
      CopyReceiver.Completion completion)
      throws IOException {
    Sender wayBack = end.wayBack();
    ChannelUri uri = end.receiver().uri();
    Runnable sign =
        wayBack == null ? () -> transport.signLife(uri) : CopyReceiver.signOver(wayBack);
    CopyReceiver receiver =
        new CopyReceiver(end.receiver(), sign, copy.timeout(), transport.hasStreamPerSender());
    MemorySegment begin = end.begin();
    if (begin != null) {
      receiver.begin(begin);
    }
    receiver.receive(target);
    if (wayBack != null) { // whoever is told that the copy is complete finds it
      receiver.confirm(completion, wayBack);
    }
  }
}
