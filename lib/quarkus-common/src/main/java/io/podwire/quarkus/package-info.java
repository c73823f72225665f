/** What the HTTP side of producer, consumer and sidecar shares: problems, wire format, runs. */
@NullMarked
package io.podwire.quarkus;

import org.jspecify.annotations.NullMarked;
