/** {@code podwire images}: the container images, built and loaded. */
@NullMarked
package io.podwire.cli.images;

import org.jspecify.annotations.NullMarked;
