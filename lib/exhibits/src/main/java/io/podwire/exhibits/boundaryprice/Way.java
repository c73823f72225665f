package io.podwire.exhibits.boundaryprice;

import io.podwire.ipc.WaitStrategy;
import io.podwire.result.Boundary;

/**
 * How a message goes.
 *
 * @param waiting how both ends wait
 */
record Way(String mechanism, WaitStrategy waiting, Boundary boundary) {}
