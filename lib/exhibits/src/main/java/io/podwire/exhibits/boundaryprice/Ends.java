package io.podwire.exhibits.boundaryprice;

import io.podwire.exhibits.MeasuredPair;
import io.podwire.exhibits.OtherContainer;
import io.podwire.exhibits.OtherNetwork;
import io.podwire.exhibits.Stage;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The two ends across each boundary that this machine can make.
 *
 * @param across how to measure there, from near to far
 * @param missing the boundaries that are not there, and why
 */
record Ends(Map<Boundary, Function<RunSpec, Cell>> across, List<String> missing) {
  /** Starts the processes, which live as long as the stage. */
  static Ends on(Stage stage) {
    Map<Boundary, Function<RunSpec, Cell>> across = new EnumMap<>(Boundary.class);
    List<String> missing = new ArrayList<>();
    across.put(Boundary.THREAD, MeasuredThreads::measure);
    across.put(Boundary.PROCESS, MeasuredPair.on(stage)::measure);
    Optional<String> noContainer = OtherContainer.refusal();
    Optional<String> noPod = OtherNetwork.refusal();
    if (noContainer.isEmpty()) {
      across.put(Boundary.CONTAINER, MeasuredPair.acrossContainers(stage)::measure);
    }
    if (noPod.isEmpty()) {
      across.put(Boundary.POD, MeasuredPair.acrossPods(stage)::measure);
    }
    noContainer.ifPresent(why -> missing.add(without(Boundary.CONTAINER, why)));
    noPod.ifPresent(why -> missing.add(without(Boundary.POD, why)));
    missing.add("node and zone, for which this is one machine too few");
    return new Ends(across, List.copyOf(missing));
  }

  Cell measure(Boundary boundary, RunSpec run) {
    return Objects.requireNonNull(across.get(boundary)).apply(run);
  }

  private static String without(Boundary boundary, String why) {
    return String.format(
        Locale.ROOT, "%s, whose namespaces could not be made here (%s)", boundary.text(), why);
  }
}
