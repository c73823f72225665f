package io.podwire.result.text;

import io.podwire.ipc.ByteSize;
import io.podwire.lab.environment.Environment;
import io.podwire.result.Result;
import io.podwire.result.Units;
import io.podwire.result.Wrap;
import io.podwire.result.analysis.CoreText;
import io.podwire.result.analysis.ThrottleDoubts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The environment in a few sentences. Stateless. */
final class EnvironmentText {
  private EnvironmentText() {}

  /**
   * One sentence each for the programs, the machine, its noise, the run, the cores, and what is
   * simulated, or else who runs where.
   */
  static List<String> of(Result result) {
    Environment environment = result.environment();
    List<String> sentences = new ArrayList<>();
    sentences.add(programs(environment));
    sentences.add(machine(environment));
    sentences.add(NoiseText.floor(environment));
    boolean throttled = result.cells().stream().anyMatch(ThrottleDoubts::isThrottled);
    NoiseText.run(environment, throttled).ifPresent(sentences::add);
    CoreText.of(environment).ifPresent(cores -> sentences.add("Pinned: " + cores));
    if (!environment.simulated().isEmpty()) {
      sentences.add(
          "Simulated: local pods are groups of processes that stand for containers ("
              + Wrap.oneLine(String.join("; ", environment.simulated()))
              + ")");
    } else {
      PlacementText.of(environment.placement()).ifPresent(sentences::add);
    }
    return sentences;
  }

  private static String programs(Environment environment) {
    return String.format(
        Locale.ROOT,
        "Podwire %s, Java %s, Linux %s on %s",
        environment.podwireVersion(),
        environment.javaVersion(),
        environment.kernel(),
        environment.architecture());
  }

  private static String machine(Environment environment) {
    List<String> facts = new ArrayList<>();
    String model = environment.cpuModel();
    facts.add(environment.cores() + " cores" + (model == null ? "" : " of " + model));
    if (Boolean.TRUE.equals(environment.virtualMachine())) {
      facts.add("a virtual machine");
    }
    if (environment.cpuLimitCores() != null) {
      facts.add(String.format(Locale.ROOT, "limited to %.2f cores", environment.cpuLimitCores()));
    }
    if (environment.memoryLimitBytes() != null) {
      facts.add("memory limit " + ByteSize.format(environment.memoryLimitBytes()));
    }
    if (environment.throttledNanos() != null && environment.throttledNanos() > 0) {
      facts.add("throttled for " + Units.nanos(environment.throttledNanos()));
    }
    if (environment.clockSource() != null) {
      facts.add("clock " + environment.clockSource());
    }
    return Wrap.oneLine(String.join(", ", facts));
  }
}
