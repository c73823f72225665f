package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NativeTest {
  @Test
  void shouldPassOnAFaultOfAMappingThatArrivesWithinADowncall() {
    InternalError fault =
        new InternalError("a fault occurred in an unsafe memory access operation");
    assertThatThrownBy(() -> Native.unreachable(fault)).isSameAs(fault);
    Throwable other = new IllegalStateException("closed");
    assertThat(Native.unreachable(other)).hasCause(other);
  }
}
