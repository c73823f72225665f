/** Health of a program of a pod: started, live, ready. */
@NullMarked
package io.podwire.web.health;

import org.jspecify.annotations.NullMarked;
