/** Both ends of a channel as two programs, over whatever mechanism the address names. */
@NullMarked
package io.podwire.examples;

import org.jspecify.annotations.NullMarked;
