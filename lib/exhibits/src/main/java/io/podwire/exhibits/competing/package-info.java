/** Several consumers at one queue. */
@NullMarked
package io.podwire.exhibits.competing;

import org.jspecify.annotations.NullMarked;
