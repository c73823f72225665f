package io.podwire.cli.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.cli.console.FailureException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Go's httpproxy, which kubectl follows. */
class ProxyRulesTest {
  private static final String PROXY = "http://proxy:3128";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:6443",
        "https://127.1.2.3",
        "https://localhost:6443",
        "https://[::1]:1"
      })
  void shouldAskLoopbackDirectly(String server) {
    assertThat(route(server, "HTTPS_PROXY", PROXY)).isEqualTo(new ProxyRules.Direct());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, https://api.example, true",
    "https_proxy, https://api.example, true",
    "HTTP_PROXY, https://api.example, false",
    "HTTP_PROXY, http://api.example, true",
    "http_proxy, http://api.example, true",
    "HTTPS_PROXY, http://api.example, false",
    "ALL_PROXY, http://api.example, false",
    "HTTPS_PROXY, https://api.localhost, true"
  })
  void shouldReadTheVariableOfTheScheme(String variable, String server, boolean through) {
    assertThat(route(server, variable, PROXY))
        .isEqualTo(through ? new ProxyRules.Through(URI.create(PROXY)) : new ProxyRules.Unsaid());
  }

  @ParameterizedTest
  @CsvSource({
    "api.example, true",
    "example, true",
    ".example, true",
    "*.example, true",
    "'other, EXAMPLE ', true",
    "*, true",
    "api.example:6443, true",
    "api.example:443, false",
    ".api.example, false",
    "pi.example, false",
    "'', false"
  })
  void shouldExceptNames(String exceptions, boolean direct) {
    for (String variable : new String[] {"NO_PROXY", "no_proxy"}) {
      assertThat(route("https://API.example:6443", "HTTPS_PROXY", PROXY, variable, exceptions))
          .isInstanceOf(direct ? ProxyRules.Direct.class : ProxyRules.Through.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "10.1.2.3:443, true",
    "10.1.0.0/16, true",
    "10.1.2.2/31, true",
    "0.0.0.0/0, true",
    "10.1.2.3:6443, false",
    "10.2.0.0/16, false",
    "10.1.0.0/99, false",
    "2.3, false",
    "fd00::/8, false"
  })
  void shouldExceptAddresses(String exceptions, boolean direct) {
    assertThat(route("https://10.1.2.3", "HTTPS_PROXY", PROXY, "NO_PROXY", exceptions))
        .isInstanceOf(direct ? ProxyRules.Direct.class : ProxyRules.Through.class);
  }

  @Test
  void shouldExceptAddressesOfTheSixthVersion() {
    assertThat(route("https://[fd00::1]:6443", "HTTPS_PROXY", PROXY, "NO_PROXY", "fd00::/8"))
        .isEqualTo(new ProxyRules.Direct());
    assertThat(route("https://[fd00::1]:6443", "HTTPS_PROXY", PROXY, "NO_PROXY", "[fd00::1]:6443"))
        .isEqualTo(new ProxyRules.Direct());
  }

  @Test
  void shouldCompleteTheAddressOfAProxy() {
    assertThat(route("https://api.example", "HTTPS_PROXY", "proxy:3128"))
        .isEqualTo(new ProxyRules.Through(URI.create(PROXY)));
    assertThat(route("https://api.example", "HTTPS_PROXY", "http://proxy"))
        .isEqualTo(new ProxyRules.Through(URI.create("http://proxy:80")));
    assertThat(route("https://api.example", "HTTPS_PROXY", "http://me:pw@proxy:1/"))
        .isEqualTo(new ProxyRules.Through(URI.create("http://me:pw@proxy:1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://me:secret@proxy:1080", "https://me:secret@proxy", "http://me:secret@"})
  void shouldRefuseAProxyOfAnotherKindWithoutItsPassword(String proxy) {
    assertThatThrownBy(() -> route("https://api.example", "HTTPS_PROXY", proxy))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("HTTPS_PROXY: ")
        .hasMessageContaining("http://HOST:PORT")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void shouldLeaveTheRestToJava() {
    ProxySelector before = ProxySelector.getDefault();
    InetSocketAddress javas = InetSocketAddress.createUnresolved("javas", 1);
    ProxySelector.setDefault(ProxySelector.of(javas));
    try {
      ProxySelector rules = ProxyRules.of(Map.of("NO_PROXY", "near")).selector();

      assertThat(rules.select(URI.create("http://far")))
          .containsExactly(new Proxy(Proxy.Type.HTTP, javas));
      assertThat(rules.select(URI.create("http://near"))).containsExactly(Proxy.NO_PROXY);
      assertThat(rules.select(URI.create("http://localhost:1"))).containsExactly(Proxy.NO_PROXY);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  private static ProxyRules.Route route(String server, String... variables) {
    Map<String, String> environment =
        variables.length == 2
            ? Map.of(variables[0], variables[1])
            : Map.of(variables[0], variables[1], variables[2], variables[3]);
    return ProxyRules.of(environment).to(URI.create(server));
  }
}
