package io.podwire.cli.doctor;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.result.Units;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tries a mechanism for real: round trips between two threads of this process for a moment. */
final class MechanismCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final int SIZE_BYTES = 64;

  private MechanismCheck() {}

  /** Blocks for a moment, and for {@link #PATIENCE} at most per end. */
  static Finding of(ChannelUri uri) {
    Transport transport = Transports.of(uri);
    try {
      return finding(uri, roundTrips(uri));
    } catch (ChannelException e) {
      return Finding.missing(uri.scheme(), String.valueOf(e.getMessage()), mend(uri.scheme()));
    } finally {
      transport.remove(uri);
    }
  }

  /** What round trips over a mechanism say of it. */
  static Finding finding(ChannelUri uri, EndReport source) {
    boolean clean = source.integrity() == null || source.integrity().isClean();
    if (!clean || source.messages() == 0) {
      return Finding.missing(
          uri.scheme(), "messages went wrong: " + source.integrity(), mend(uri.scheme()));
    }
    double nanos = (double) (source.lastNanos() - source.firstNanos()) / source.messages();
    return Finding.ok(
        uri.scheme(),
        String.format(
            Locale.ROOT, "%d round trips of 64 B, %s each", source.messages(), Units.nanos(nanos)));
  }

  /** One end of a moment of round trips. */
  static EndSpec end(EndSpec.Role role, ChannelUri uri, Duration patience) {
    RunSpec run =
        new RunSpec(
            uri.toString(),
            Pattern.ROUND_TRIP,
            SIZE_BYTES,
            0,
            MOMENT,
            Duration.ZERO,
            WaitStrategy.BLOCK,
            VerifyLevel.FULL);
    return new EndSpec(role, run, 1, patience, null);
  }

  private static EndReport roundTrips(ChannelUri uri) {
    try (RunEnd sink = RunEnd.open(end(EndSpec.Role.SINK, uri, PATIENCE))) {
      CompletableFuture<@Nullable Void> echo =
          CompletableFuture.runAsync(
              sink::run, task -> Thread.ofPlatform().daemon().name("doctor-echo").start(task));
      try (RunEnd source = RunEnd.open(end(EndSpec.Role.SOURCE, uri, PATIENCE))) {
        EndReport report = source.run();
        await(echo);
        return report;
      }
    }
  }

  private static void await(CompletableFuture<?> echo) {
    try {
      echo.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ChannelException fault ? fault : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new ChannelException(
          ChannelException.Kind.TIMEOUT, "the receiving end did not finish", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelException(ChannelException.Kind.INTERRUPTED, "interrupted", e);
    }
  }

  /** What to do where it does not work. */
  static String mend(String scheme) {
    return switch (scheme) {
      case "shm" ->
          "give a memory file system that is writable and has room (emptyDir, medium: Memory)";
      case "mq" -> "look at fs.mqueue.* and ulimit -q, and remove queues that nobody uses";
      case "sysv" ->
          "look at kernel.msgmni and msgmnb, and remove queues that nobody uses (ipcs -q)";
      case "pipe" -> "check that processes may be started here";
      case "tcp" -> "check that the loopback device is up";
      default ->
          "check that the temporary directory is writable and no security profile forbids it";
    };
  }
}
