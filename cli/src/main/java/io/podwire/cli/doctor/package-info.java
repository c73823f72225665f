/** {@code podwire doctor}: what this machine can do, each thing tried. */
@NullMarked
package io.podwire.cli.doctor;

import org.jspecify.annotations.NullMarked;
