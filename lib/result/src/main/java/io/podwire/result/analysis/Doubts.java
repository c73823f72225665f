package io.podwire.result.analysis;

import io.podwire.lab.environment.CoreDistance;
import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.Noise;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.result.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why figures of a result may not be what they seem: each sentence names a figure, its consequence
 * and, where there is one, the way out. From the result alone. Stateless.
 */
public final class Doubts {
  public static final String TITLE = "Doubts";

  private Doubts() {}

  /** The gravest first; none where nothing was measured, or nothing is to be doubted. */
  public static List<String> of(Result result) {
    List<Cell> measured = result.cells().stream().filter(Cell::isMeasured).toList();
    if (measured.isEmpty()) {
      return List.of();
    }
    Environment environment = result.environment();
    List<String> sentences = new ArrayList<>(SpinDoubts.of(environment, measured));
    ThrottleDoubts.of(measured).ifPresent(sentences::add);
    sentences.addAll(LoadDoubts.of(environment));
    PlacementDoubts.of(environment).ifPresent(sentences::add);
    virtualMachine(environment, measured).ifPresent(sentences::add);
    RoundDoubts.of(measured).ifPresent(sentences::add);
    SaturationDoubts.of(measured).ifPresent(sentences::add);
    sentences.addAll(new FigureDoubts(environment).sentences(measured));
    return List.copyOf(sentences);
  }

  private static Optional<String> virtualMachine(Environment environment, List<Cell> measured) {
    if (!Boolean.TRUE.equals(environment.virtualMachine())) {
      return Optional.empty();
    }
    if (environment.coreDistance() == CoreDistance.SAME_CORE
        || measured.stream().allMatch(SpinDoubts::spins)) { // then no core is woken
      return Optional.of(
          "A virtual machine: its host may stop a core at any time, which stands in p99 and max.");
    }
    Noise noise = environment.noise();
    return Optional.of(
        "A virtual machine: waking an idle core "
            + (noise == null || noise.wakeNanos() == null
                ? "costs more"
                : "took " + Units.nanos(noise.wakeNanos()))
            + " (a few us on bare metal), and a round trip that blocks contains two such wake-ups where"
            + " its ends have a core each; ends that spin leave them out.");
  }
}
