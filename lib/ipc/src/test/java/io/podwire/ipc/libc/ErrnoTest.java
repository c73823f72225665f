package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {
  @Test
  void shouldGiveTheWordsOfTheCLibrary() {
    assertThat(Errno.text(Errno.ENOENT)).isEqualTo("No such file or directory");
    assertThat(Errno.text(Errno.EIDRM)).isEqualTo("Identifier removed");
    assertThat(Errno.text(99_999)).contains("99999");
  }

  @Test
  void shouldNameAnErrorNumber() {
    assertThat(Errno.name(Errno.EPIPE)).isEqualTo("EPIPE");
    assertThat(Errno.name(99_999)).isEqualTo("99999");
  }

  @Test
  void shouldCarryErrnoOfAFailedCallAndCountIt() {
    CallState state = new CallState();
    assertThat(Descriptors.open(state, "/nowhere/at/all", Descriptors.O_RDONLY, 0)).isEqualTo(-1);
    assertThat(state.errno()).isEqualTo(Errno.ENOENT);
    assertThat(state.systemCalls()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, DENIED",
    "13, DENIED",
    "28, EXHAUSTED",
    "24, EXHAUSTED",
    "98, IN_USE",
    "20, FOREIGN",
    "32, PEER_GONE",
    "90, TOO_LONG",
    "38, UNSUPPORTED",
    "5, FAILED"
  })
  void shouldTellTheKindOfFault(int errno, Kind kind) {
    assertThat(Errno.kind(errno)).isEqualTo(kind);
  }

  @Test
  void shouldWriteSubjectCallWordsAndWayOut() {
    ChannelException fault = Errno.fault("mq:/x", "mq_open", Errno.EACCES, "take another name");
    assertThat(fault).hasMessage("mq:/x: mq_open failed: Permission denied; take another name");
    assertThat(fault.kind()).isEqualTo(Kind.DENIED);
    assertThat(Errno.fault("mq:/x", "mq_open", Errno.EACCES, ""))
        .hasMessage("mq:/x: mq_open failed: Permission denied");
  }
}
