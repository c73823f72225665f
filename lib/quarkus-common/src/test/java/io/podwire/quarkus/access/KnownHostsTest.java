package io.podwire.quarkus.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
  private static final InetAddress ARRIVAL = InetAddress.ofLiteral("10.1.2.3");

  private final KnownHosts known =
      new KnownHosts(
          List.of("podwire-0", "10.9.9.9", "fd00:0::7", "podwire.shop.svc"),
          List.of("shop.svc.cluster.local", "cluster.local"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "localhost.:1",
        "127.0.0.1:8080",
        "127.8.8.8",
        "[::1]:8080",
        "10.1.2.3:8081",
        "10.9.9.9",
        "[fd00::7]:8080",
        "podwire-0:8080",
        "podwire-0.shop.svc.cluster.local:8080",
        "podwire.shop.svc.cluster.local",
        "podwire.shop.svc.cluster.local.:8080"
      })
  void shouldKnowItsOwnNamesAndAddresses(String authority) {
    assertThat(known.knows(authority, ARRIVAL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":8080",
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "evil.localhost",
        "podwire-0.evil.example",
        "10.1.2.4",
        "0.0.0.0:8080",
        "[::]:8080",
        "[fe80::1%lo]:8080",
        "169.254.169.254",
        "user@localhost",
        "localhost@evil.example",
        "localhost:8080@evil.example",
        "localhost:http",
        "localhost:123456",
        "localhost, evil.example",
        "localhost evil.example",
        "localhost/",
        "localhost\u0000",
        "[127.0.0.1",
        "::1",
        "127.0.0.1.evil.example"
      })
  void shouldNotKnowAnyOther(String authority) {
    assertThat(known.knows(authority, ARRIVAL)).isFalse();
  }

  @Test
  void shouldKnowNoStrangersAddressWhereTheConnectionArrivedIsUnknown() {
    assertThat(known.knows("10.1.2.3", null)).isFalse();
    assertThat(known.knows("127.0.0.1", null)).isTrue();
  }

  @Test
  void shouldReadTheSearchDomainsOfTheResolver() {
    assertThat(
            KnownHosts.searchDomains(
                Stream.of(
                    "# search no.example",
                    "nameserver 10.0.0.1",
                    "search shop.svc.Cluster.local. cluster.local",
                    "  domain home.",
                    "",
                    "search")))
        .containsExactly("shop.svc.cluster.local", "cluster.local", "home");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/api",
        "HTTPS://evil.example:80?x",
        "evil.example:80",
        "ftp://localhost/",
        "localhost",
        "localhost:8080",
        ""
      })
  void shouldFindNoKnownHostInAForeignTarget(String target) {
    assertThat(known.knows(Authority.ofTarget(target), ARRIVAL)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:8080/api/runs", "http://127.0.0.1", "HTTP://[::1]:8080/?x"})
  void shouldFindTheKnownHostOfAnAbsoluteTarget(String target) {
    assertThat(known.knows(Authority.ofTarget(target), ARRIVAL)).isTrue();
  }
}
