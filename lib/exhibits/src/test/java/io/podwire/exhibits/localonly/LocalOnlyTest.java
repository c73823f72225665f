package io.podwire.exhibits.localonly;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Shown;
import io.podwire.result.ExhibitResult.Status;
import java.util.List;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalOnlyTest {
  @Test
  void shouldReachNothingButTheNetworkFromOtherNamespaces() {
    Shown shown = Shown.named("local-only").as(Status.SHOWN);
    MatchResult within = shown.saw("in the same pod, has the namespaces (ipc:\\S+)");
    MatchResult elsewhere = shown.saw("in another pod has (ipc:\\S+)");
    assertThat(within.group(1)).isNotEqualTo(elsewhere.group(1));
    for (String mechanism : List.of("shm", "pipe", "fifo", "mq", "uds")) {
      shown.saw("^" + mechanism + ", .*from within reached, from elsewhere ENOENT");
    }
    shown.saw("^sysv, .*from within reached, from elsewhere EINVAL");
    shown.saw("^tcp, .*from within reached, from elsewhere reached");
  }

  @Test
  void shouldNoticeThatElsewhereIsTheSamePod() {
    Shown.of(new LocalOnly(volume -> List.of())).as(Status.CONTRADICTED);
  }
}
