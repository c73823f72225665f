package io.podwire.consumer.run;

import io.podwire.ipc.ChannelException;
import io.podwire.lab.workload.ControlMessage;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.MessageBuffer;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.SinkCheck;
import io.podwire.quarkus.run.ProcessUsage;
import io.podwire.quarkus.run.RunningEnd;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The sink of a run over HTTP: messages come as requests on the server's threads, the run's thread
 * only waits. CPU time is the process's, since no thread of its own does the work. Shared by
 * threads.
 */
final class HttpSink implements RunningEnd {
  private final EndSpec spec;
  private final SinkCheck check;
  private final CompletableFuture<EndReport> report = new CompletableFuture<>();
  private final Runnable onClose;
  private final MessageBuffer copy = new MessageBuffer();
  private volatile long messages;

  HttpSink(EndSpec spec, Runnable onClose) {
    this.spec = spec;
    this.onClose = onClose;
    this.check = new SinkCheck(spec, ProcessUsage::now, () -> -1);
  }

  /** How long its messages are. */
  int sizeBytes() {
    return spec.run().sizeBytes();
  }

  /** Takes a message; returns whether it is to be echoed. */
  synchronized boolean onMessage(byte[] body) {
    MemorySegment buffer = copy.copyOf(body);
    boolean echo =
        spec.run().pattern() == Pattern.ROUND_TRIP
            && check.inPhase()
            && !ControlMessage.isAt(buffer, 0, body.length);
    messages++;
    check.onMessage(buffer, 0, body.length);
    EndReport done = check.report();
    if (done != null) {
      report.complete(done);
    }
    return echo;
  }

  @Override
  public Outcome run() {
    long heard = -1;
    while (heard != messages) {
      heard = messages;
      try {
        return Outcome.of(report.get(spec.timeout().toNanos(), TimeUnit.NANOSECONDS));
      } catch (TimeoutException silent) {
        continue; // unless messages came meanwhile
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw fault(ChannelException.Kind.INTERRUPTED, "the wait for messages was interrupted");
      } catch (ExecutionException e) {
        throw fault(ChannelException.Kind.CLOSED, "the run was ended by close");
      }
    }
    throw fault(
        ChannelException.Kind.TIMEOUT,
        String.format(
            Locale.ROOT, "waited %s for a message in vain; is the source alive?", spec.timeout()));
  }

  private ChannelException fault(ChannelException.Kind kind, String what) {
    return new ChannelException(kind, spec.run().channel() + ": " + what);
  }

  @Override
  public void close() {
    onClose.run();
    report.completeExceptionally(fault(ChannelException.Kind.CLOSED, "closed"));
  }
}
