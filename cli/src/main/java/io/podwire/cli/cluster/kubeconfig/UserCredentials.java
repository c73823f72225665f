package io.podwire.cli.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthProviderConfig;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.podwire.cli.cluster.kubeconfig.MergedKubeconfig.Entry;
import io.podwire.cli.console.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user of the kubeconfig shows to the API server. What cannot be had is a failure. */
final class UserCredentials {
  private static final Map<String, String> REMOVED_PROVIDERS =
      Map.of(
          "gcp", "install gke-gcloud-auth-plugin and run gcloud container clusters get-credentials",
          "azure", "install kubelogin and run kubelogin convert-kubeconfig");

  private final Entry<AuthInfo> entry;
  private final AuthInfo user;
  private final Entry<Cluster> cluster;

  /** The credentials of a user for a cluster, which a plugin may want to know. */
  UserCredentials(Entry<AuthInfo> entry, Entry<Cluster> cluster) {
    this.entry = entry;
    this.user = entry.value();
    this.cluster = cluster;
  }

  /** Blocks while a plugin runs. */
  void applyTo(Config config) {
    applyCertificate(config);
    config.setUsername(user.getUsername());
    config.setPassword(user.getPassword());
    applyImpersonation(config);
    if (given(user.getTokenFile())) {
      Path file = entry.path(user.getTokenFile());
      config.setOauthTokenProvider(FileToken.of(file, entry));
    } else if (given(user.getToken())) {
      config.setOauthToken(user.getToken().strip());
    } else if (user.getAuthProvider() != null) {
      applyProvider(config, user.getAuthProvider());
    } else if (user.getExec() != null) {
      applyPlugin(config);
    }
  }

  /** Whether the kubeconfig has a client certificate; one of a plugin is not known yet. */
  boolean hasCertificate() {
    return certificate().isGiven();
  }

  private PemField certificate() {
    return pem("client-certificate", user.getClientCertificateData(), user.getClientCertificate());
  }

  private void applyCertificate(Config config) {
    PemField certificate = certificate();
    PemField key = pem("client-key", user.getClientKeyData(), user.getClientKey());
    if (certificate.isGiven() != key.isGiven()) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "user '%s' of %s has a %s without a %s; add it, or get the kubeconfig anew",
              entry.name(),
              entry.file(),
              (certificate.isGiven() ? certificate : key).field(),
              (certificate.isGiven() ? key : certificate).field()));
    }
    if (certificate.isGiven()) {
      ClientKey.of(key).applyTo(config, certificate);
    }
  }

  private PemField pem(String field, @Nullable String data, @Nullable String file) {
    return new PemField(field, "user", entry, data, file);
  }

  private void applyImpersonation(Config config) {
    List<String> groups = user.getAsGroups() == null ? List.of() : user.getAsGroups();
    boolean hasExtra = user.getAsUserExtra() != null && !user.getAsUserExtra().isEmpty();
    if (given(user.getAsUid())) {
      throw impersonation("as-uid, which Podwire cannot send; leave it out, or take another user");
    }
    if (given(user.getAs())) {
      config.setImpersonateUsername(user.getAs());
      config.setImpersonateGroups(groups.toArray(String[]::new));
      if (hasExtra) {
        config.setImpersonateExtras(user.getAsUserExtra());
      }
    } else if (hasExtra || !groups.isEmpty()) { // else it would act with all rights of its own
      throw impersonation("as-groups or as-user-extra without as; add whom to act as");
    }
  }

  private FailureException impersonation(String fault) {
    return FailureException.failed(
        String.format(Locale.ROOT, "user '%s' of %s has %s", entry.name(), entry.file(), fault));
  }

  private void applyProvider(Config config, AuthProviderConfig provider) {
    if (!"oidc".equals(provider.getName()) || provider.getConfig() == null) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "user '%s' of %s has the auth-provider '%s', which Kubernetes clients no longer have; %s, so that the user gets a credential plugin",
              entry.name(),
              entry.file(),
              provider.getName(),
              REMOVED_PROVIDERS.getOrDefault(
                  String.valueOf(provider.getName()), "get the kubeconfig anew")));
    }
    String token = provider.getConfig().get("id-token");
    if (!given(token) && !given(provider.getConfig().get("refresh-token"))) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "user '%s' of %s has the auth-provider 'oidc' with no id-token and no refresh-token; log in again",
              entry.name(),
              entry.file()));
    }
    config.setAuthProvider(provider);
    config.setAutoOAuthToken(token);
    config
        .getCurrentContext() // where a refreshed token is kept
        .setAdditionalProperty("KUBERNETES_CONFIG_AUTH_INFO_FILE_KEY", entry.file().toFile());
  }

  private void applyPlugin(Config config) {
    ExecPlugin plugin = new ExecPlugin(entry, user.getExec(), cluster, ExecPlugin.DEADLINE);
    ExecCredential first = plugin.run();
    if (first.certificate() != null && first.key() != null) {
      ClientKey.of(pem("clientKeyData", ExecCredential.base64(first.key()), null))
          .applyTo(
              config,
              pem("clientCertificateData", ExecCredential.base64(first.certificate()), null));
    }
    if (first.token() != null) {
      config.setOauthTokenProvider(new PluginToken(plugin, first));
    }
  }

  private static boolean given(@Nullable String text) {
    return MergedKubeconfig.isGiven(text);
  }
}
