/** A pipe has a direction. */
@NullMarked
package io.podwire.exhibits.oneway;

import org.jspecify.annotations.NullMarked;
