/** A pipe holds so much, and no more. */
@NullMarked
package io.podwire.exhibits.capacity;

import org.jspecify.annotations.NullMarked;
