/** What the programs' logs may contain. */
@NullMarked
package io.podwire.quarkus.log;

import org.jspecify.annotations.NullMarked;
