/** The same bytes by shared memory and through the kernel. */
@NullMarked
package io.podwire.exhibits.kernelcosts;

import org.jspecify.annotations.NullMarked;
