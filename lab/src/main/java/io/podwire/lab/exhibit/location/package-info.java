/** One program, several addresses. */
@NullMarked
package io.podwire.lab.exhibit.location;

import org.jspecify.annotations.NullMarked;
