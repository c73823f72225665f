package io.podwire.lab.workload;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import java.time.Duration;
import java.util.Optional;

/**
 * The child that {@link PipedSink} starts: takes an {@link EndSpec}, carries it out over the same
 * pipes, answers with the {@link RunState}, and so on until the pipe ends. The arguments are the
 * pipe's address, wait strategy and timeout. Exits with 0, or with 1 after a run that failed and
 * when nobody is there any more.
 */
public final class PipedSinkProcess {
  private PipedSinkProcess() {}

  /** Runs until standard input ends. */
  public static void main(String[] arguments) {
    ChannelUri uri = ChannelUri.parse(arguments[0]);
    ChannelOptions options =
        new ChannelOptions(WaitStrategy.parse(arguments[1]), Duration.parse(arguments[2]));
    try (Channel channel = Transports.of(uri).accept(uri, options)) {
      System.exit(serve(channel) ? 0 : 1);
    } catch (ChannelException parentGoneOrSilent) {
      System.exit(1);
    }
  }

  private static boolean serve(Channel channel) {
    RunStatus status = RunStatus.DONE;
    Optional<EndSpec> spec = next(channel);
    while (spec.isPresent() && status == RunStatus.DONE) {
      EndSpec next = spec.get();
      RunState state = EndProcess.carryOut(() -> RunEnd.over(next, channel).run());
      JsonMessages.send(channel.sender(), state, next.timeout());
      status = state.status();
      spec = status == RunStatus.DONE ? next(channel) : Optional.empty();
    }
    return status == RunStatus.DONE;
  }

  private static Optional<EndSpec> next(Channel channel) {
    return JsonMessages.receive(channel.receiver(), EndSpec.class, PipedSink.IDLE);
  }
}
