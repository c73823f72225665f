/** One program, several addresses. */
@NullMarked
package io.podwire.exhibits.location;

import org.jspecify.annotations.NullMarked;
