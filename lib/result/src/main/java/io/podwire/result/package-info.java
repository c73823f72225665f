/**
 * The result of a comparison, which every format shows: {@link io.podwire.result.Cell} and what it
 * is made of, and the reader that refuses what is not whole. What follows from a result is decided
 * in {@code result.analysis}; {@code result.text} writes it.
 */
@NullMarked
package io.podwire.result;

import org.jspecify.annotations.NullMarked;
