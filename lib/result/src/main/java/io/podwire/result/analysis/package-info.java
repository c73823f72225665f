/**
 * What follows from the cells of a result: the figures of a row, the price of a boundary, advice,
 * doubts, and the difference between two results.
 */
@NullMarked
package io.podwire.result.analysis;

import org.jspecify.annotations.NullMarked;
