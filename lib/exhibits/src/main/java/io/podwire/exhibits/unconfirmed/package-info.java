/** A consumer that dies with a message in its hands. */
@NullMarked
package io.podwire.exhibits.unconfirmed;

import org.jspecify.annotations.NullMarked;
