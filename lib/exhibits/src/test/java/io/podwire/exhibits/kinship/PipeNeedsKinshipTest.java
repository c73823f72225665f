package io.podwire.exhibits.kinship;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult.Status;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipeNeedsKinshipTest {
  @Test
  void shouldShareThePipeWithTheChildAndTheFifoWithTheStranger() {
    Shown shown = Shown.named("pipe-needs-kinship");
    MatchResult kin = shown.saw("holds (pipe:\\[\\d+\\])\\. Its child .* holds (pipe:\\[\\d+\\])");
    assertThat(kin.group(1)).isEqualTo(kin.group(2));
    assertThat(shown.figure("descriptors; (\\d+) of them are pipe:")).isZero();
    shown.saw("as if it were a file's name: ENOENT");
    shown.saw("The same stranger opened the FIFO .*; the owner read the same");
  }

  @Test
  void shouldSayWhenTheKernelLetsAStrangerInAllTheSame() {
    Shown shown = Shown.named("pipe-needs-kinship");
    String end = shown.saw("the right to debug the owner.* the owner read (.*)\\.$").group(1);
    shown.as(end.equals("the same") ? Status.CONTRADICTED : Status.SHOWN);
  }
}
