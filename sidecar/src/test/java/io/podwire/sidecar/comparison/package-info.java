/** The comparison: which cells there are, and how each is measured across programs and pods. */
@NullMarked
package io.podwire.sidecar.comparison;

import org.jspecify.annotations.NullMarked;
