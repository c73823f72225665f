/**
 * What the commands share: options, standard streams, output files, exit codes, one-line errors.
 */
@NullMarked
package io.podwire.cli.console;

import org.jspecify.annotations.NullMarked;
