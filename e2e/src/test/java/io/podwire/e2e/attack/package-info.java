/**
 * Attacks from outside on the programs of a running demo: callers of the API, and files that change
 * under open channels. All of it stays on loopback and in the demo's own directory, and is bounded
 * in count and time.
 */
@NullMarked
package io.podwire.e2e.attack;

import org.jspecify.annotations.NullMarked;
