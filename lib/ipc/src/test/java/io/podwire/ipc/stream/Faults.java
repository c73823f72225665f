package io.podwire.ipc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects faults by their kind. */
public final class Faults {
  private Faults() {}

  /** Fails unless the call throws a fault of {@code kind}. */
  public static AbstractThrowableAssert<?, ? extends Throwable> assertFault(
      ChannelException.Kind kind, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChannelException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
