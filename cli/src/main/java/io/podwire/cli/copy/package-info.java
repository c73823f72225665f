/** {@code podwire send} and {@code podwire receive}: files over channels. */
@NullMarked
package io.podwire.cli.copy;

import org.jspecify.annotations.NullMarked;
