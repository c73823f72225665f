package io.podwire.result;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A cell in the making, built by the same code that real reports go through. */
public final class CellDraft {
  private static final long SECOND_NANOS = 1_000_000_000;
  private Place place;
  private Pattern pattern = Pattern.ROUND_TRIP;
  private int sizeBytes = 64;
  private WaitStrategy waitStrategy = WaitStrategy.BLOCK;
  private IntegrityCounts wrong = IntegrityCounts.NONE;
  private VerifyLevel verify = VerifyLevel.FULL;
  private double p50Nanos = 10_000;
  private long messages = 100_000;
  private @Nullable Long senderCpuNanos;
  private @Nullable Long receiverCpuNanos;
  private @Nullable Long relayCpuNanos;
  private @Nullable Long senderThrottledNanos;
  private Duration warmup = Duration.ZERO;
  private String parameters = "";

  private CellDraft(Place place) {
    this.place = place;
  }

  public static CellDraft of(String mechanism, Boundary boundary, String path) {
    String[] steps = Arrays.stream(path.split(" ")).toArray(String[]::new);
    return new CellDraft(Place.of(mechanism, boundary, steps));
  }

  public CellDraft roundTrip(double nanos) {
    pattern = Pattern.ROUND_TRIP;
    p50Nanos = nanos;
    messages = Math.max(10, (long) (SECOND_NANOS / nanos));
    return this;
  }

  public CellDraft stream(long messagesPerSecond) {
    pattern = Pattern.STREAM;
    messages = messagesPerSecond;
    return this;
  }

  public CellDraft paced(double nanos) {
    roundTrip(nanos);
    pattern = Pattern.PACED;
    messages = 10_000;
    return this;
  }

  public CellDraft messages(long count) {
    messages = count;
    return this;
  }

  public CellDraft size(int bytes) {
    sizeBytes = bytes;
    return this;
  }

  public CellDraft spin() {
    waitStrategy = WaitStrategy.SPIN;
    return this;
  }

  public CellDraft wrong(IntegrityCounts counts) {
    wrong = counts;
    return this;
  }

  public CellDraft unchecked() {
    verify = VerifyLevel.NONE;
    return this;
  }

  /** CPU of a message in ns. */
  public CellDraft cpu(long sender, long receiver) {
    senderCpuNanos = sender * messages;
    receiverCpuNanos = receiver * messages;
    return this;
  }

  public CellDraft relay(long nanos) {
    relayCpuNanos = nanos * messages;
    return this;
  }

  public CellDraft throttled(long senderNanos) {
    senderThrottledNanos = senderNanos;
    return this;
  }

  public CellDraft warmup(Duration time) {
    warmup = time;
    return this;
  }

  public CellDraft parameters(String ofChannel) {
    parameters = ofChannel;
    return this;
  }

  public Cell measured() {
    boolean roundTrip = pattern == Pattern.ROUND_TRIP;
    String histogram = pattern == Pattern.STREAM ? null : histogram(p50Nanos, messages);
    long sent = messages + wrong.lost() - wrong.duplicated() - wrong.unknown();
    EndReport source =
        new EndReport(
            EndSpec.Role.SOURCE,
            roundTrip ? messages : sent,
            sent,
            0,
            SECOND_NANOS,
            roundTrip ? histogram : null,
            roundTrip ? wrong : null,
            senderCpuNanos,
            2 * messages,
            3 * messages,
            0L,
            null,
            senderThrottledNanos);
    EndReport sink =
        new EndReport(
            EndSpec.Role.SINK,
            messages,
            null,
            100,
            SECOND_NANOS,
            roundTrip ? null : histogram,
            roundTrip ? null : wrong,
            receiverCpuNanos,
            messages,
            messages,
            0L,
            null,
            null);
    Usage.End relay =
        relayCpuNanos == null
            ? null
            : new Usage.End((double) relayCpuNanos / messages, 2.0, 4.0, 0.0, null, null);
    return Cells.measured(place, run(), source, sink, relay);
  }

  public Cell forbidden(String reason) {
    return Cell.forbidden(place, run(), reason);
  }

  public Cell failed(String reason) {
    return Cell.failed(place, run(), reason);
  }

  public Place place() {
    return place;
  }

  public RunSpec run() {
    return new RunSpec(
        place.mechanism() + ":/ipc/orders" + parameters,
        pattern,
        sizeBytes,
        pattern == Pattern.PACED ? 10_000 : 0,
        Duration.ofSeconds(1),
        warmup,
        waitStrategy,
        verify);
  }

  /** Of ten messages eight take so long, nearly all the rest 1.7 times, the longest nine times. */
  public static String histogram(double p50Nanos, long messages) {
    Histogram histogram = new Histogram(3);
    long nineFold = Math.max(1, messages / 500);
    long stretched = Math.max(1, messages / 5 - nineFold);
    record(histogram, p50Nanos, messages - stretched - nineFold);
    record(histogram, p50Nanos * 1.7, stretched);
    record(histogram, p50Nanos * 9, nineFold);
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  private static void record(Histogram histogram, double nanos, long count) {
    histogram.recordValueWithCount((long) nanos, count);
  }
}
