/** The sidecar's HTTP interface. */
@NullMarked
package io.podwire.sidecar.rest;

import org.jspecify.annotations.NullMarked;
