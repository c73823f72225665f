/** What the kernel keeps within a pod. */
@NullMarked
package io.podwire.exhibits.localonly;

import org.jspecify.annotations.NullMarked;
