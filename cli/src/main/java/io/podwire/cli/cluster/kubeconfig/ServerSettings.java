package io.podwire.cli.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.podwire.cli.cluster.kubeconfig.MergedKubeconfig.Entry;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.ProxyRules;
import io.podwire.cli.sidecar.ShownUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a cluster's API server is reached, and by which certificate it is known. */
final class ServerSettings {
  private final Entry<Cluster> cluster;
  private final PemField authority;

  private final boolean hasClientCertificate;

  /**
   * The settings of a cluster.
   *
   * @param hasClientCertificate whether its user has one, which says TLS
   */
  ServerSettings(Entry<Cluster> cluster, boolean hasClientCertificate) {
    this.cluster = cluster;
    this.authority = PemField.authority(cluster);
    this.hasClientCertificate = hasClientCertificate;
  }

  void applyTo(Config config) {
    boolean insecure = Boolean.TRUE.equals(cluster.value().getInsecureSkipTlsVerify());
    if (insecure && authority.isGiven()) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "cluster '%s' of %s has insecure-skip-tls-verify beside a certificate-authority; take one of them out",
              cluster.name(),
              cluster.file()));
    }
    config.setMasterUrl(server(insecure));
    config.setTrustCerts(insecure);
    config.setDisableHostnameVerification(insecure);
    config.setCaCertData(authority.certificates());
    String proxy = cluster.value().getProxyUrl();
    if (MergedKubeconfig.isGiven(proxy)) {
      String address = proxy(proxy).toString();
      config.setHttpProxy(address);
      config.setHttpsProxy(address);
    }
  }

  /** Without a scheme it is plain HTTP, unless something says how TLS is checked. */
  private String server(boolean insecure) {
    String server = String.valueOf(cluster.value().getServer()).strip();
    if (!MergedKubeconfig.isGiven(cluster.value().getServer())) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "cluster '%s' of %s has no server; kubectl config set-cluster %s --server https://HOST:PORT sets it",
              cluster.name(),
              cluster.file(),
              cluster.name()));
    }
    String scheme =
        insecure || authority.isGiven() || hasClientCertificate ? "https://" : "http://";
    String whole = server.contains("://") ? server : scheme + server;
    URI uri = uri(whole);
    if (uri == null
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || !uri.getScheme().matches("(?i)https?")) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "the server '%s' of cluster '%s' of %s is no address of an API server; write https://HOST:PORT there, without a user",
              ShownUri.of(server),
              cluster.name(),
              cluster.file()));
    }
    requireNoOtherName(insecure, uri.getHost());
    return whole;
  }

  private void requireNoOtherName(boolean insecure, String host) {
    String name = cluster.value().getTlsServerName();
    if (!insecure && MergedKubeconfig.isGiven(name) && !name.equals(host)) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "cluster '%s' of %s has the tls-server-name '%s', which Podwire cannot check; write a server whose name the certificate has",
              cluster.name(),
              cluster.file(),
              name));
    }
  }

  private URI proxy(String proxy) {
    URI uri = uri(proxy);
    if (uri == null || uri.getHost() == null) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "the proxy-url '%s' of cluster '%s' of %s is no address of a proxy; write http://HOST:PORT there",
              ShownUri.of(proxy),
              cluster.name(),
              cluster.file()));
    }
    return ProxyRules.supported(
        uri,
        String.format(
            Locale.ROOT, "the proxy-url of cluster '%s' of %s", cluster.name(), cluster.file()));
  }

  private static @Nullable URI uri(String text) {
    try {
      return new URI(text.strip());
    } catch (URISyntaxException e) {
      return null; // said by the caller, without a password in it
    }
  }
}
