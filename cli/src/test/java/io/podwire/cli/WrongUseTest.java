package io.podwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words alone show to be wrong: exit 2 and one line that names the way out. */
class WrongUseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bench carrier-pigeon:/x | 'carrier-pigeon:/x' is not a channel",
        "bench pigeon:/x | unknown scheme 'pigeon'; take one of",
        "send nothing | write scheme:address",
        "send shm: | shm",
        "receive fifo: | fifo",
        "receive uds: | uds",
        "send tcp:localhost | tcp",
        "send sysv: | sysv",
        "send mq:/a/b | mq",
        "bench | missing required parameter",
        "bench shm:/tmp/x --size 1XB | --size: '1XB' is not a size",
        "bench shm:/tmp/x --size -1 | --size: '-1' is not a size",
        "bench shm:/tmp/x --size 99GiB | --size: '99GiB' is beyond every mechanism",
        "bench shm:/tmp/x?capacity=64KiB --size 1MiB | exceeds the channel's",
        "bench shm:/tmp/x --pattern paced --rate 0 | --rate: '0' is not a rate",
        "bench shm:/tmp/x --pattern paced --rate -5 | --rate: '-5' is not a rate",
        "bench shm:/tmp/x --pattern paced --rate 201% | --rate: '201%' is not a rate",
        "bench shm:/tmp/x --pattern paced --rate 10,% | '%' is not a rate",
        "bench shm:/tmp/x --rounds 0 | --rounds: '0' is no number of rounds; give 1 to 100",
        "bench shm:/tmp/x --pattern paced | give --rate",
        "bench shm:/tmp/x --pattern stream --rate 10 | belongs to the pattern paced",
        "bench shm:/tmp/x --duration -5s | --duration: '-5s' is negative",
        "bench shm:/tmp/x --duration 0s | --duration: '0s' is not positive",
        "bench shm:/tmp/x --duration soon | --duration: 'soon' is not a duration",
        "bench shm:/tmp/x --wait nap | --wait: 'nap' is not a wait strategy",
        "bench shm:/tmp/x --verify maybe | --verify: 'maybe' is not a verify level",
        "bench shm:/tmp/x --pattern circle | --pattern: 'circle' is not a pattern",
        "bench shm:/tmp/x --cores 1 | --cores",
        "bench shm:/tmp/x --cores 0,-1 | --cores",
        "bench shm:/tmp/x --format xml | --format: 'xml' is not a format",
        "bench shm:/tmp/x?colour=red | unknown parameter 'colour'",
        "bench shm:/tmp/x --durration 5s | did you mean --duration",
        "bench shm:/tmp/x --reliable | unknown option '--reliable'",
        "send | missing required parameter",
        "send shm:/tmp/x shm:/tmp/y | unexpected argument 'shm:/tmp/y'",
        "receive shm:/tmp/x --timeout 0s | --timeout: '0s' is not positive",
        "compare a.json | missing required parameter",
        "compare a.json b.json --tolerance much | --tolerance: 'much' is not a tolerance",
        "compare a.json b.json --tolerance -1% | --tolerance: '-1%' is not a tolerance",
        "demo --pods 0 | --pods: 0 pods; give 1 to 4",
        "demo --pods 5 | --pods: 5 pods; give 1 to 4",
        "demo --pods many | --pods",
        "demo --duration 0ms | --duration: '0ms' is not positive",
        "cluster | no command given; take one of run, watch, report",
        "cluster walk | unknown command 'walk'",
        "cluster run --release Blue | --release: 'Blue' is not a name",
        "cluster run --namespace a_b | --namespace: 'a_b' is not a name",
        "cluster run --timeout 0s | --timeout: '0s' is not positive",
        "cluster run --duration soon | --duration: 'soon' is not a duration",
        "cluster run --size 1XB | --size: '1XB' is not a size",
        "cluster run --format xml | --format: 'xml' is not a format",
        "cluster run --url localhost:8080 | --url: 'localhost:8080' is not a sidecar's address",
        "cluster run --url http://a:1/x | --url: 'http://a:1/x' is not a sidecar's address",
        "cluster run --url http://a:1 --context b | leave out --context",
        "cluster report 0 | there is no result 0; the latest is 1",
        "cluster report last | 'last'",
        "cluster watch --once | unknown option '--once'",
        "images --tag a/b | --tag: 'a/b' is not a tag",
        "images --load docker | --load: 'docker' is no local cluster; take kind or minikube",
        "exhibit nonsense | 'nonsense' is no exhibit; podwire exhibit --list names all 18",
        "exhibit pipe-capacity | did you mean pipe-has-a-capacity?",
        "exhibit pipes | did you mean pipe-blocks or pipe-is-one-way or",
        "exhibit needs-locks | did you mean message-passing-needs-no-locks?",
        "exhibit pipe-block | did you mean pipe-blocks",
        "exhibit --format csv | takes table, json or markdown",
        "frobnicate | unknown command 'frobnicate'",
        "--frobnicate | unknown option '--frobnicate'",
      })
  void shouldExitWithTwoAndOneLine(String words, String expected) {
    CommandRun run = CommandRun.of(words.split(" "));

    assertThat(run.err()).contains(expected).doesNotContain("\tat ");
    assertThat(run.errLines()).hasSize(1).first().asString().startsWith("podwire: ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void shouldNameTheCommandsWhenNoneIsGiven() {
    CommandRun run = CommandRun.of();

    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains("demo").contains("bench").contains("doctor");
    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void shouldShowTheStackTraceOnlyWhenVerbose() {
    assertThat(CommandRun.of("bench", "pigeon:/x", "--verbose").err()).contains("\tat ");
  }
}
