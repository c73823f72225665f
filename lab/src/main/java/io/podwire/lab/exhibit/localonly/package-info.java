/** What the kernel keeps within a pod. */
@NullMarked
package io.podwire.lab.exhibit.localonly;

import org.jspecify.annotations.NullMarked;
