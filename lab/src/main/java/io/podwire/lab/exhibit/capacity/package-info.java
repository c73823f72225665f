/** A pipe holds so much, and no more. */
@NullMarked
package io.podwire.lab.exhibit.capacity;

import org.jspecify.annotations.NullMarked;
