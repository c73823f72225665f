package io.podwire.sidecar.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.Topology.Pod;
import io.podwire.sidecar.http.PodHttp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PeersTest {
  /** A topology without the pod that tells it, as no sidecar of this version has. */
  private static final String BARE = "{\"peers\":[]}";

  private static Peers peers(PodHttp http, FakePod pod) {
    return new Peers(new StaticPeers(List.of(pod.url())), http);
  }

  private static boolean isReached(Peers peers) {
    return peers.all().stream().allMatch(Pod::reachable);
  }

  @ParameterizedTest
  @ValueSource(strings = {BARE, "{}", "[]", "null", "{\"self\":{},\"peers\":[]}"})
  void shouldGoOnAskingAPodThatAnsweredOddly(String odd) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (PodHttp http = new PodHttp();
        FakePod pod =
            new FakePod(() -> asked.incrementAndGet() < 3 ? odd : FakePod.topology("podwire-1"));
        Peers peers = peers(http, pod)) {
      assertThat(peers.refreshed()).noneMatch(Pod::reachable);
      peers.start();
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isReached(peers));
      assertThat(peers.all()).extracting(Pod::name).containsExactly("podwire-1");
    }
  }

  @Test
  void shouldKnowAPodOfAListOnceItHasAnsweredAndWhileItIsAway() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (PodHttp http = new PodHttp();
        FakePod pod =
            new FakePod(() -> asked.incrementAndGet() == 2 ? FakePod.topology("podwire-1") : BARE);
        Peers peers = peers(http, pod)) {
      assertThat(peers.refreshed()).noneMatch(Pod::reachable);
      assertThat(peers.knows("podwire-1")).isFalse();
      assertThat(peers.refreshed()).allMatch(Pod::reachable);
      assertThat(peers.knows("podwire-1")).isTrue();
      assertThat(peers.knows("podwire-2")).isFalse();
      assertThat(peers.refreshed()).noneMatch(Pod::reachable);
      assertThat(peers.knows("podwire-1")).isTrue();
    }
  }

  @Test
  void shouldNotLetAnOlderQuestionThatFailsOverrideALaterAnswer() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch answered = new CountDownLatch(1);
    try (PodHttp http = new PodHttp();
        FakePod pod =
            new FakePod(
                () -> {
                  if (asked.incrementAndGet() > 1) {
                    return FakePod.topology("podwire-1");
                  }
                  answered.await();
                  return null;
                });
        StaticPeers source = new StaticPeers(List.of(pod.url()));
        Peers peers = new Peers(source, http)) {
      Thread older = Thread.ofVirtual().start(peers::refreshed);
      Awaitility.await().until(() -> asked.get() == 1);
      assertThat(peers.refreshed()).allMatch(Pod::reachable);
      answered.countDown();
      older.join();

      assertThat(peers.all()).allMatch(Pod::reachable);
    }
  }
}
