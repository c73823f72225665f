/** Two processes, one address, two values. */
@NullMarked
package io.podwire.lab.exhibit.isolation;

import org.jspecify.annotations.NullMarked;
