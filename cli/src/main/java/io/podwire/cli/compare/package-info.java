/** {@code podwire compare}: two results side by side. */
@NullMarked
package io.podwire.cli.compare;

import org.jspecify.annotations.NullMarked;
