package io.podwire.lab.workload;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.pipe.PipedProcess;
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

  private PipedSink(PipedProcess child) {
    this.process = child.process();
    this.channel = child.channel();
  }

  /**
   * Starts a child for the runs over {@code uri}.
   *
   * @throws ChannelException of kind FAILED if no process can be started, EXHAUSTED without room
   *     for its pipes
   */
  public static PipedSink start(ChannelUri uri, ChannelOptions options) {
    ProcessBuilder child =
        ChildJvm.builder(
            PipedSinkProcess.class, uri, options.waitStrategy().text(), options.timeout());
    return new PipedSink(PipedProcess.start(uri, child, options));
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
