/** What the HTTP side of producer, consumer and sidecar shares: problems, wire format, runs. */
@NullMarked
package io.podwire.web;

import org.jspecify.annotations.NullMarked;
