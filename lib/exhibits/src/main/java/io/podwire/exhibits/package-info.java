/**
 * Every textbook claim about inter-process communication, shown on the machine at hand: one package
 * per exhibit, found by {@link java.util.ServiceLoader}. An exhibit does the thing, with two
 * processes where the claim speaks of two, and says what came of it, also where that contradicts
 * the claim.
 */
@NullMarked
package io.podwire.exhibits;

import org.jspecify.annotations.NullMarked;
