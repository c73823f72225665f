/**
 * Health of a program of a pod: started, live, ready. All checks run on the event loop, so that the
 * probes are answered while every worker is busy; none of them blocks.
 */
@NullMarked
package io.podwire.quarkus.health;

import org.jspecify.annotations.NullMarked;
