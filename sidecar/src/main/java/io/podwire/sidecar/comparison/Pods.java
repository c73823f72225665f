package io.podwire.sidecar.comparison;

import io.podwire.api.Topology;
import io.podwire.lab.environment.Environment;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a comparison learns of the pods.
 *
 * @param known as they answered last; does not block
 * @param asked as they answer now; blocks
 * @param environment what it is measured on; blocks
 */
public record Pods(
    Supplier<Topology> known,
    Supplier<Topology> asked,
    Function<Topology, Environment> environment) {}
