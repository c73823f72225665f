/** What the tests find and start on the machine that they run on. */
@NullMarked
package io.podwire.e2e.host;

import org.jspecify.annotations.NullMarked;
