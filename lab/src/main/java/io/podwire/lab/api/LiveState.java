package io.podwire.lab.api;

import java.util.List;

/** All live flows at one end; {@code PUT /api/live} takes the same with {@code paused} alone. */
public record LiveState(boolean paused, List<FlowState> flows) {}
