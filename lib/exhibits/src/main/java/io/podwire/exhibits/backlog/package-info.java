/** What a queue keeps for a consumer that is not there yet. */
@NullMarked
package io.podwire.exhibits.backlog;

import org.jspecify.annotations.NullMarked;
