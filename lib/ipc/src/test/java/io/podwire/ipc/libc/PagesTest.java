package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final long ADDRESS = 200L << 30;
  private static final long BYTES = 4096;

  private final CallState state = new CallState();

  @Test
  void shouldMapZeroedMemoryAtTheAddress() {
    assertThat(Pages.mapPrivate(state, ADDRESS, BYTES)).isEqualTo(ADDRESS);
    MemorySegment page = Pages.at(ADDRESS, BYTES);
    assertThat(page.get(ValueLayout.JAVA_LONG, 0)).isZero();
    page.set(ValueLayout.JAVA_LONG, BYTES - Long.BYTES, 7);
    assertThat(page.get(ValueLayout.JAVA_LONG, BYTES - Long.BYTES)).isEqualTo(7);
    assertThat(Pages.unmap(state, ADDRESS, BYTES)).isZero();
  }

  @Test
  void shouldNotReplaceWhatIsMapped() {
    long address = ADDRESS + BYTES;
    assertThat(Pages.mapPrivate(state, address, BYTES)).isEqualTo(address);
    assertThat(Pages.mapPrivate(state, address, BYTES)).isEqualTo(-1);
    assertThat(state.errno()).isEqualTo(Errno.EEXIST);
    assertThat(Pages.unmap(state, address, BYTES)).isZero();
  }
}
