/** The page in a real browser. */
@NullMarked
package io.podwire.e2e.page;

import org.jspecify.annotations.NullMarked;
