/** What the figures were measured on. */
@NullMarked
package io.podwire.lab.environment;

import org.jspecify.annotations.NullMarked;
