/** {@code podwire exhibit}. */
@NullMarked
package io.podwire.cli.exhibit;

import org.jspecify.annotations.NullMarked;
