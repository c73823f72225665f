/** Stream sockets: Unix domain and TCP (unix(7), tcp(7)). */
@NullMarked
package io.podwire.ipc.socket;

import org.jspecify.annotations.NullMarked;
