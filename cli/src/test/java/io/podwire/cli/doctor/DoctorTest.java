package io.podwire.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.CommandRun;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DoctorTest {
  private static final Pattern TRIED =
      Pattern.compile("(?m)^ok +(\\w+) +(\\d+) round trips of 64 B, \\S+ each$");

  @Test
  void shouldTryEachMechanismWithMoreThanItsStart() {
    CommandRun run = CommandRun.of("doctor");

    Map<String, Integer> roundTrips = new TreeMap<>();
    Matcher tried = TRIED.matcher(run.out());
    while (tried.find()) {
      roundTrips.put(tried.group(1), Integer.valueOf(tried.group(2)));
    }
    assertThat(roundTrips)
        .as(run.out())
        .containsOnlyKeys("fifo", "mq", "pipe", "shm", "sysv", "tcp", "uds");
    assertThat(roundTrips.values()).allMatch(count -> count > 1);
  }
}
