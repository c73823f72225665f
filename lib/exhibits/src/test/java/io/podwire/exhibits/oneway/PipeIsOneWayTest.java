package io.podwire.exhibits.oneway;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.RawDescriptor;
import io.podwire.exhibits.RawPipe;
import io.podwire.exhibits.Shown;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.result.ExhibitResult.Status;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipeIsOneWayTest {
  @TempDir private Path folder;

  @Test
  void shouldRefuseTheWrongWayAndAnswerOverTwoPipes() {
    Shown shown = Shown.named("pipe-is-one-way").as(Status.SHOWN);
    shown.saw("Writing \\d+ bytes to the read end of pipe:.*EBADF.*its write end: EBADF");
    MatchResult pipes = shown.saw("A child reads (pipe:\\[\\d+\\]) and writes (pipe:\\[\\d+\\])");
    assertThat(pipes.group(1)).isNotEqualTo(pipes.group(2));
    MatchResult answers = shown.saw("together (\\d+) of (\\d+) questions");
    assertThat(answers.group(1)).isEqualTo(answers.group(2));
  }

  @Test
  void shouldNoticeEndsThatWorkBothWays() {
    Shown.of(new PipeIsOneWay(this::openBothWays)).as(Status.CONTRADICTED);
  }

  /** A FIFO, whose ends Linux opens for both directions. */
  private RawPipe openBothWays() {
    Path path = folder.resolve("both-ways");
    assertThat(Descriptors.mkfifo(new CallState(), path.toString(), 0600)).isZero();
    return new RawPipe(
        RawDescriptor.open(path, Descriptors.O_RDWR), RawDescriptor.open(path, Descriptors.O_RDWR));
  }
}
