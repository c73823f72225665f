/** The real images: what is in them, and two pods made of them with a container engine alone. */
@NullMarked
package io.podwire.e2e.images;

import org.jspecify.annotations.NullMarked;
