package io.podwire.lab.workload;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.pipe.PipePair;
import io.podwire.lab.api.RunState;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A child process that is the sink of one run after another, over a pipe to it and one back: the
 * one way in which {@code pipe:} has two ends. Between runs the pipes carry what the child has to
 * know and to tell, as {@link JsonMessages}. It ends when the pipe to it does, and so with this
 * process, or when no run has begun for {@link #IDLE}. One thread at a time; {@link #close} from
 * any.
 */
public final class PipedSink implements AutoCloseable {
  /** How long a child waits for its next run. */
  public static final Duration IDLE = Duration.ofMinutes(1);

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Process process;
  private final Channel channel;

  private PipedSink(Process process, Channel channel) {
    this.process = process;
    this.channel = channel;
  }

  /**
   * Starts a child for the runs over {@code uri}.
   *
   * @throws ChannelException of kind FAILED if no process can be started
   */
  public static PipedSink start(ChannelUri uri, ChannelOptions options) {
    try (PipePair to = PipePair.toChild(uri);
        PipePair from = PipePair.fromChild(uri)) {
      Process process =
          new ProcessBuilder(
                  ChildJvm.command(
                      PipedSinkProcess.class,
                      uri,
                      options.waitStrategy().text(),
                      options.timeout()))
              .redirectInput(to.childEnd())
              .redirectOutput(from.childEnd())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      to.closeChildEnd();
      from.closeChildEnd();
      return new PipedSink(process, channel(to, from, options, process));
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          uri + ": no process for the other end: " + e.getMessage(),
          e);
    }
  }

  /** Opens this process's ends, or leaves neither an open end nor the child. */
  private static Channel channel(
      PipePair to, PipePair from, ChannelOptions options, Process process) {
    try {
      Receiver receiver = from.openReceiver(options);
      try {
        return Channel.of(to.openSender(options), receiver);
      } catch (RuntimeException e) {
        receiver.close();
        throw e;
      }
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /**
   * Tells the child that a run begins; its source may send at once, by {@link #channel}.
   *
   * @throws ChannelException if the child is gone
   */
  public void begin(EndSpec sink) {
    JsonMessages.send(channel.sender(), sink, sink.timeout());
  }

  /** The ends of this process, for {@link RunEnd#over}. Whoever closes them ends the child. */
  public Channel channel() {
    return channel;
  }

  /**
   * Waits for the child's report of the run.
   *
   * @throws ChannelException of kind FAILED if it failed, with its own line; TIMEOUT if nothing is
   *     heard within {@code patience}; INTERRUPTED
   */
  public EndReport report(Duration patience) {
    RunState state =
        JsonMessages.receive(channel.receiver(), RunState.class, patience)
            .orElseThrow(() -> failed("died with exit code " + exitValue()));
    if (state.report() == null) {
      throw failed(String.valueOf(state.error()));
    }
    return state.report();
  }

  private static ChannelException failed(String error) {
    return new ChannelException(
        ChannelException.Kind.FAILED, "the process of the other end failed: " + error);
  }

  private String exitValue() {
    return awaitEnd() ? Integer.toString(process.exitValue()) : "unknown";
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether the child still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The child's process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Closes the pipes and kills the child if it still runs: it has nothing to tidy up, and a JVM
   * that is asked to end while it still boots says so on stderr. Idempotent.
   */
  @Override
  public void close() {
    channel.close();
    process.destroyForcibly();
    boolean ignored = awaitEnd(); // killed, it is gone soon
  }
}
