package io.podwire.lab.exhibit.boundaryprice;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.report.Boundary;

/**
 * How a message goes.
 *
 * @param waiting how both ends wait
 */
record Way(String mechanism, WaitStrategy waiting, Boundary boundary) {}
