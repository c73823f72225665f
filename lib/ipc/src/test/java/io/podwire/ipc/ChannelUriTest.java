package io.podwire.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwire.ipc.ChannelException.Kind;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelUriTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pipe:",
        "shm:/ipc/orders",
        "shm:/ipc/orders?capacity=1MiB",
        "tcp://host:7500",
        "mq:/orders?messages=10&messageSize=8KiB",
        "uds:/ipc/a=b.sock",
        "fifo:/tmp/my channel",
        "fifo:/tmp/100%20",
        "mq:/orders?locks=/tmp/my locks"
      })
  void shouldWriteWhatItReads(String text) {
    assertThat(ChannelUri.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "uds", "sysv"})
  void shouldReadAPathBehindAnEmptyHost(String scheme) {
    assertThat(ChannelUri.parse(scheme + ":///tmp/f")).hasToString(scheme + ":/tmp/f");
  }

  @Test
  void shouldTellSchemeAddressAndParameters() {
    ChannelUri uri = ChannelUri.parse("mq:/orders?messages=10&locks=");
    assertThat(uri.scheme()).isEqualTo("mq");
    assertThat(uri.address()).isEqualTo("/orders");
    assertThat(uri.parameters())
        .containsExactly(Map.entry("messages", "10"), Map.entry("locks", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shm",
        "SHM:/x",
        ":/x",
        "/ipc/orders",
        "shm:/x ",
        "1:/x",
        "shm:/x\n",
        "shm:/a\tb"
      })
  void shouldRefuseWhatIsNoChannel(String text) {
    refused("'" + PlainText.of(text) + "' is not a channel", () -> ChannelUri.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "=1", "a=1&", "a=1&&b=2", "a=1&a=2"})
  void shouldRefuseWhatIsNoParameter(String query) {
    refused(
        "is not a parameter; write each name=value once",
        () -> ChannelUri.parse("shm:/x?" + query));
  }

  @Test
  void shouldNameUnknownParametersAndTheKnown() {
    ChannelUri uri = ChannelUri.parse("shm:/x?size=1");
    refused(
        "unknown parameter 'size'; shm takes a, b", () -> uri.requireParameters(Set.of("b", "a")));
    refused("unknown parameter 'size'; shm takes none", () -> uri.requireParameters(Set.of()));
    uri.requireParameters(Set.of("size"));
  }

  @Test
  void shouldReadSizesWithinTheirRange() {
    assertThat(ChannelUri.parse("shm:/x").sizeParameter("capacity", 7, 1, 9)).isEqualTo(7);
    assertThat(size("1KiB")).isEqualTo(1024);
    assertThat(size("1MiB")).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1023", "1048577", "-5", "many", "999999999999999GiB"})
  void shouldRefuseSizesOutsideTheirRange(String text) {
    refused("capacity=" + text + " is not allowed; give 1KiB to 1MiB", () -> size(text));
  }

  private static long size(String text) {
    return ChannelUri.parse("shm:/x?capacity=" + text).sizeParameter("capacity", 0, 1024, 1 << 20);
  }

  @Test
  void shouldKeepParametersOnTheWayBack() {
    assertThat(ChannelUri.parse("fifo:/ipc/a.fifo?capacity=1MiB").back())
        .hasToString("fifo:/ipc/a.fifo.back?capacity=1MiB");
  }

  @Test
  void shouldNameAllSchemesWhenOneIsUnknown() {
    refused(
        "unknown scheme 'carrier'; take one of ",
        () -> Transports.of(ChannelUri.parse("carrier:/pigeon")));
  }

  private static void refused(String words, ThrowingCallable call) {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(call)
        .withMessageContaining(words)
        .matches(e -> e.kind() == Kind.BAD_ADDRESS, "is of kind BAD_ADDRESS");
  }
}
