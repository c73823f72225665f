package io.podwire.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.ProxyRules;
import io.podwire.cli.sidecar.RootCause;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;

/** Makes the client of an API server, which goes through a proxy where kubectl does. Stateless. */
final class ApiClient {
  private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  private ApiClient() {}

  /**
   * Makes it; nothing is asked yet.
   *
   * @param config a proxy that it has is the kubeconfig's own and goes before the rules
   * @throws FailureException in one line if its proxy, certificates or key cannot be used
   */
  static KubernetesClient open(Config config, ProxyRules rules) {
    boolean direct = false;
    if (config.getHttpsProxy() == null) {
      switch (rules.to(URI.create(config.getMasterUrl()))) {
        case ProxyRules.Direct loopback -> direct = true;
        case ProxyRules.Through(URI proxy) -> {
          config.setHttpProxy(proxy.toString());
          config.setHttpsProxy(proxy.toString());
        }
        case ProxyRules.Unsaid javaDecides -> direct = false;
      }
    }
    if (config.getHttpsProxy() != null && System.getProperty(TUNNEL_SCHEMES) == null) {
      System.setProperty(TUNNEL_SCHEMES, ""); // else Java shows no proxy a password
    }
    return build(config, direct);
  }

  private static KubernetesClient build(Config config, boolean direct) {
    try {
      return new KubernetesClientBuilder()
          .withConfig(config)
          .withHttpClientFactory(new Factory(direct))
          .build();
    } catch (RuntimeException e) { // certificates and keys of kinds that are not known, above all
      throw new FailureException(
          ExitCode.FAILED,
          String.format(
              Locale.ROOT,
              "the credentials of %s for the API server %s cannot be used (%s); check its certificate and key in the kubeconfig",
              ApiFault.context(config),
              config.getMasterUrl(),
              RootCause.words(e)),
          e);
    }
  }

  private static final class Factory extends JdkHttpClientFactory {
    private final boolean direct;

    Factory(boolean direct) {
      this.direct = direct;
    }

    @Override
    protected void additionalConfig(HttpClient.Builder builder) {
      if (direct) {
        builder.proxy(HttpClient.Builder.NO_PROXY);
      }
    }
  }
}
