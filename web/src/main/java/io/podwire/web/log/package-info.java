/** What the programs' logs may contain. */
@NullMarked
package io.podwire.web.log;

import org.jspecify.annotations.NullMarked;
