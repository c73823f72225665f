/**
 * Races of the shared memory ring and of the sides' locks, run by jcstress: each class names the
 * outcomes that are forbidden.
 */
@NullMarked
package io.podwire.bench.races;

import org.jspecify.annotations.NullMarked;
