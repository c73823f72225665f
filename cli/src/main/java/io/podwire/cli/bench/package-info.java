/** {@code podwire bench}: channels measured between two processes of this machine. */
@NullMarked
package io.podwire.cli.bench;

import org.jspecify.annotations.NullMarked;
