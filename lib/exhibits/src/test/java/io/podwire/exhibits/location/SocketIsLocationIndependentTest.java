package io.podwire.exhibits.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult.Status;
import java.lang.foreign.MemorySegment;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketIsLocationIndependentTest {
  @Test
  void shouldSendTheSameToEveryAddress() {
    Shown shown = Shown.named("socket-is-location-independent").as(Status.SHOWN);
    MatchResult loopback = shown.saw("^tcp://127.0.0.1:\\d+ \\(loopback\\): (\\d+) of (\\d+)");
    assertThat(loopback.group(1)).isEqualTo(loopback.group(2));
    MatchResult other =
        shown.saw(
            "^tcp://(?!127)\\S+ \\((?:an interface|another network)[^)]*\\): (\\d+) of (\\d+)");
    assertThat(other.group(1)).isEqualTo(other.group(2));
  }

  @Test
  void shouldCountOnlyMessagesThatAreWholeAndInOrder() {
    Tally tally = new Tally();
    receive(tally, 0);
    receive(tally, 2);
    receive(tally, 1);
    tally.onMessage(message(2), 0, Tally.MESSAGE_BYTES - 1);
    assertThat(tally.whole()).isEqualTo(2);
  }

  private static void receive(Tally tally, int number) {
    tally.onMessage(message(number), 0, Tally.MESSAGE_BYTES);
  }

  private static MemorySegment message(int number) {
    MemorySegment message = MemorySegment.ofArray(new int[Tally.MESSAGE_BYTES / Integer.BYTES]);
    Tally.write(message, number);
    return message;
  }

  @Test
  void shouldNoticeAnAddressThatDoesNotWork() {
    assertThat(SocketIsLocationIndependent.verdict(false, true).holds()).isFalse();
    assertThat(new Call("tcp://x:1", "2000", Call.TOOK + "5").isWhole()).isTrue();
    assertThat(new Call("tcp://x:1", "1999", Call.TOOK + "5").isWhole()).isFalse();
    assertThat(new Call("tcp://x:1", "2000", "connection refused").isWhole()).isFalse();
  }

  @Test
  void shouldNotSpeakOfAPlaceThatWasNotCalled() {
    assertThat(SocketIsLocationIndependent.verdict(true, false).words())
        .contains("the addresses of this machine only")
        .doesNotContain("another network");
    assertThat(SocketIsLocationIndependent.verdict(true, true).words())
        .contains("into another network")
        .doesNotContain("this machine only");
  }
}
