package io.podwire.cli.bench;

import io.podwire.cli.console.FailureException;
import io.podwire.cli.option.DurationConverter;
import io.podwire.cli.option.Rate;
import io.podwire.cli.option.RateConverter;
import io.podwire.cli.option.RoundsConverter;
import io.podwire.cli.option.SizeConverter;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What is measured over each channel. */
final class RunOptions {
  @Option(
      names = "--pattern",
      defaultValue = "round-trip",
      paramLabel = "PATTERN",
      description = "round-trip, stream or paced (default: ${DEFAULT-VALUE}).")
  private Pattern pattern = Pattern.ROUND_TRIP;

  @Option(
      names = "--size",
      split = ",",
      defaultValue = "64",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Message sizes, for instance 64,1KiB (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizesBytes = List.of();

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "N",
      converter = RateConverter.class,
      description = {
        "Rates of the pattern paced: messages per second, or shares of what the channel carries when",
        "all are due at once, which is measured first, for instance 1000,10%%,50%%,90%%."
      })
  private List<Rate> rates = List.of();

  @Option(
      names = "--duration",
      defaultValue = "5s",
      paramLabel = "TIME",
      converter = DurationConverter.Positive.class,
      description = "Measured time of each cell, all rounds together (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--warmup",
      defaultValue = "2s",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Time before each round that is not counted (default: ${DEFAULT-VALUE}).")
  private Duration warmup = Duration.ZERO;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      converter = RoundsConverter.class,
      description =
          "How often each cell is measured, in turn with the others (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--wait",
      split = ",",
      defaultValue = "block",
      paramLabel = "WAIT",
      description = "spin, yield, park or block, or several (default: ${DEFAULT-VALUE}).")
  private List<WaitStrategy> waits = List.of();

  @Option(
      names = "--verify",
      defaultValue = "full",
      paramLabel = "LEVEL",
      description = "none, sequence or full (default: ${DEFAULT-VALUE}).")
  private VerifyLevel verify = VerifyLevel.FULL;

  @Option(
      names = "--cores",
      split = ",",
      paramLabel = "N",
      description = "Core of the sender and core of the receiver, for instance 0,1.")
  private List<Integer> cores = List.of();

  @Option(
      names = "--timeout",
      defaultValue = "30s",
      paramLabel = "TIME",
      converter = DurationConverter.Positive.class,
      description = "How long an end waits for the other (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(30);

  /** Every combination but for the rates, channel by channel; a paced run with all due at once. */
  List<RunSpec> specs(List<String> channels) {
    checkRate();
    checkCores();
    List<RunSpec> specs = new ArrayList<>();
    for (String channel : channels) {
      Transports.of(ChannelUri.parse(channel)); // refuses what can never work
      for (WaitStrategy wait : waits) {
        sizesBytes.forEach(size -> specs.add(spec(channel, wait, size)));
      }
    }
    return specs;
  }

  private RunSpec spec(String channel, WaitStrategy wait, int sizeBytes) {
    long perSecond = pattern == Pattern.PACED ? RunSpec.AT_ONCE_PER_SECOND : 0;
    Duration each = duration.dividedBy(rounds);
    return new RunSpec(channel, pattern, sizeBytes, perSecond, each, warmup, wait, verify);
  }

  private void checkRate() {
    if (pattern == Pattern.PACED && rates.isEmpty()) {
      throw FailureException.wrongUse(
          "the pattern paced has no rate; give --rate in messages per second");
    }
    if (pattern != Pattern.PACED && !rates.isEmpty()) {
      throw FailureException.wrongUse(
          String.format(
              Locale.ROOT,
              "--rate: a rate belongs to the pattern paced, not to %s; give --pattern paced",
              pattern.text()));
    }
  }

  private void checkCores() {
    boolean allowed = cores.isEmpty() || cores.size() == 2;
    if (!allowed || cores.stream().anyMatch(core -> core < 0)) {
      throw FailureException.wrongUse(
          String.format(
              Locale.ROOT,
              "--cores: %s; give the sender's core and the receiver's, for instance 0,1",
              cores));
    }
  }

  /** How often each cell is measured. */
  int rounds() {
    return rounds;
  }

  /** The rates of a paced run; empty for the other patterns. */
  List<Rate> rates() {
    return rates;
  }

  /** How long an end waits for the other. */
  Duration timeout() {
    return timeout;
  }

  /** The sender's core and the receiver's, or nothing. */
  List<Integer> cores() {
    return cores;
  }
}
