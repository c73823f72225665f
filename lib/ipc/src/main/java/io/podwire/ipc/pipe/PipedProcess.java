package io.podwire.ipc.pipe;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import java.io.IOException;

/**
 * A child process with one pipe to its standard input and one from its standard output; there it
 * accepts {@code pipe:}. Its standard error is this process's. Whoever closes the channel takes its
 * input away; ending the process is up to the owner.
 *
 * @param channel the ends of this process
 */
public record PipedProcess(Process process, Channel channel) {
  /**
   * Starts a child.
   *
   * @param uri the pipes' address, with their parameters
   * @param child its command, environment and directory; its streams are set here
   * @throws ChannelException of kind FAILED if no process can be started, EXHAUSTED if there are no
   *     descriptors or no such capacity for the pipes; neither a process nor an open end is left
   */
  public static PipedProcess start(ChannelUri uri, ProcessBuilder child, ChannelOptions options) {
    try (PipePair to = PipePair.toChild(uri);
        PipePair from = PipePair.fromChild(uri)) {
      Process process =
          child
              .redirectInput(to.childEnd())
              .redirectOutput(from.childEnd())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      to.closeChildEnd();
      from.closeChildEnd();
      return new PipedProcess(process, channel(to, from, options, process));
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED, uri + ": no child can be started: " + e.getMessage(), e);
    }
  }

  private static Channel channel(
      PipePair to, PipePair from, ChannelOptions options, Process process) {
    try {
      Receiver receiver = from.openReceiver(options);
      try {
        return Channel.of(to.openSender(options), receiver);
      } catch (RuntimeException | Error e) {
        receiver.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }
}
