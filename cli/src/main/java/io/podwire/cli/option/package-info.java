/** How the words of the command line are read. */
@NullMarked
package io.podwire.cli.option;

import org.jspecify.annotations.NullMarked;
