/** Prepares the channels, relays, coordinates and shows. */
@NullMarked
package io.podwire.sidecar;

import org.jspecify.annotations.NullMarked;
