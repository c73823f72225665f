/** {@code podwire demo}: local pods of real processes that stand for containers. */
@NullMarked
package io.podwire.cli.demo;

import org.jspecify.annotations.NullMarked;
