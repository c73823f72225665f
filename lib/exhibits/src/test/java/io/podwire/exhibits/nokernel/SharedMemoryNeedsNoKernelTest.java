package io.podwire.exhibits.nokernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.exhibits.Exhibits;
import io.podwire.result.ExhibitResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SharedMemoryNeedsNoKernelTest {
  private static final Trace NOT_SEEN = Trace.missing("it is not installed");

  @Test
  void shouldCountNoCallsInMemoryAndSomeInASocket() {
    ExhibitResult result = Exhibits.show(new SharedMemoryNeedsNoKernel());
    assertThat(result.status()).as("%s", result).isEqualTo(ExhibitResult.Status.SHOWN);
    assertThat(result.evidence())
        .anyMatch(line -> line.startsWith("shared memory: 200000 messages"))
        .anyMatch(line -> line.startsWith("socket, the same code: 2000 messages"))
        .anyMatch(line -> line.contains("strace"));
  }

  @Test
  void shouldNoticeEndsThatCallTheKernelForMessages() {
    Counted socket = counted(2000, NOT_SEEN);
    assertThat(verdict(counted(0, NOT_SEEN), socket)).isTrue();
    assertThat(verdict(counted(100, NOT_SEEN), socket)).isFalse();
  }

  @Test
  void shouldNoticeCallsThatOnlyTheKernelCounted() {
    Trace stray = new Trace(Map.of("futex", 1L), "");
    Trace many = new Trace(Map.of("futex", 500L), "");
    Counted socket = counted(2000, new Trace(Map.of("sendto", 1000L), ""));
    assertThat(verdict(counted(0, stray), socket)).isFalse(); // 2 in 1000 are not stray
    assertThat(verdict(counted(0, new Trace(Map.of(), "")), socket)).isTrue();
    assertThat(verdict(counted(0, many), socket)).isFalse();
  }

  @Test
  void shouldNotTrustACounterThatSeesNothingInASocket() {
    assertThatThrownBy(() -> verdict(counted(0, NOT_SEEN), counted(0, NOT_SEEN)))
        .hasMessageContaining("the counting is at fault");
  }

  @Test
  void shouldSayWhoCounted() {
    Trace nothing = new Trace(Map.of(), "");
    Trace sends = new Trace(Map.of("sendto", 1000L), "");
    assertThat(SharedMemoryNeedsNoKernel.verdict(counted(0, nothing), counted(2000, sends)).words())
        .contains("as strace saw them");
    assertThat(
            SharedMemoryNeedsNoKernel.verdict(counted(0, NOT_SEEN), counted(2000, NOT_SEEN))
                .words())
        .contains("by the channels' own counters alone");
  }

  @Test
  void shouldCountWhatStraceWrites() {
    String written =
        """
        futex(0x7f, FUTEX_WAIT_PRIVATE, 0, NULL) = 0
        --- SIGSEGV {si_signo=SIGSEGV} ---
        sendto(9, ""..., 68, 0, NULL, 0) = 68
        <... futex resumed>) = 0
        futex(0x7f, FUTEX_WAKE_PRIVATE, 1) = 1
        strace: Process 1 detached
        """;
    assertThat(Strace.count(written)).isEqualTo(Map.of("futex", 2L, "sendto", 1L));
  }

  private static boolean verdict(Counted ring, Counted socket) {
    return SharedMemoryNeedsNoKernel.verdict(ring, socket).holds();
  }

  private static Counted counted(long calls, Trace trace) {
    return new Counted(1000, 1, calls, 0, trace, trace);
  }
}
