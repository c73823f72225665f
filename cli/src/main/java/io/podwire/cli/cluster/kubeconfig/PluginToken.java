package io.podwire.cli.cluster.kubeconfig;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The token of a plugin, which runs again once it has expired. Threads may share it. */
final class PluginToken implements OAuthTokenProvider {
  private final ExecPlugin plugin;
  private ExecCredential credential;

  PluginToken(ExecPlugin plugin, ExecCredential first) {
    this.plugin = plugin;
    this.credential = first;
  }

  /** Blocks while the plugin runs. */
  @Override
  public synchronized @Nullable String getToken() {
    if (credential.isExpired(Instant.now())) {
      credential = plugin.run();
    }
    return credential.token();
  }
}
