/** Runs on demand: one end each, on a thread of its own, asked for over HTTP. */
@NullMarked
package io.podwire.quarkus.run;

import org.jspecify.annotations.NullMarked;
