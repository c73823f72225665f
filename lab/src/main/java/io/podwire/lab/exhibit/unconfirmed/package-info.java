/** A consumer that dies with a message in its hands. */
@NullMarked
package io.podwire.lab.exhibit.unconfirmed;

import org.jspecify.annotations.NullMarked;
