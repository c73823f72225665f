/** Two processes, one address, two values. */
@NullMarked
package io.podwire.exhibits.isolation;

import org.jspecify.annotations.NullMarked;
