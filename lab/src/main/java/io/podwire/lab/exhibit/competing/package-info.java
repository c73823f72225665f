/** Several consumers at one queue. */
@NullMarked
package io.podwire.lab.exhibit.competing;

import org.jspecify.annotations.NullMarked;
