/** Sinks of data, echoes and the ledger. */
@NullMarked
package io.podwire.consumer;

import org.jspecify.annotations.NullMarked;
