/** A pipe has a direction. */
@NullMarked
package io.podwire.lab.exhibit.oneway;

import org.jspecify.annotations.NullMarked;
