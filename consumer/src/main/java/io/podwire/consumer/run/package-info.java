/** Sinks of runs on demand. */
@NullMarked
package io.podwire.consumer.run;

import org.jspecify.annotations.NullMarked;
