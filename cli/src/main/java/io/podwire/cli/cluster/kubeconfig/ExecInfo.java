package io.podwire.cli.cluster.kubeconfig;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.podwire.cli.cluster.kubeconfig.MergedKubeconfig.Entry;
import io.podwire.lab.Json;
import org.jspecify.annotations.Nullable;

/** What a credential plugin is told, in {@code KUBERNETES_EXEC_INFO}. Stateless. */
final class ExecInfo {
  private ExecInfo() {}

  static String json(ExecConfig config, Entry<Cluster> cluster, boolean interactive) {
    ObjectNode info = Json.mapper().createObjectNode();
    info.put("kind", "ExecCredential");
    info.put("apiVersion", config.getApiVersion());
    ObjectNode spec = info.putObject("spec");
    spec.put("interactive", interactive);
    if (Boolean.TRUE.equals(config.getProvideClusterInfo())) {
      describe(cluster, spec.putObject("cluster"));
    }
    return info.toString();
  }

  private static void describe(Entry<Cluster> entry, ObjectNode to) {
    Cluster cluster = entry.value();
    put(to, "server", cluster.getServer());
    put(to, "tls-server-name", cluster.getTlsServerName());
    put(to, "certificate-authority-data", PemField.authority(entry).certificates());
    put(to, "proxy-url", cluster.getProxyUrl());
    if (Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())) {
      to.put("insecure-skip-tls-verify", true);
    }
    if (cluster.getExtensions() != null) {
      cluster.getExtensions().stream()
          .filter(extension -> "client.authentication.k8s.io/exec".equals(extension.getName()))
          .findFirst()
          .ifPresent(
              extension -> to.set("config", Json.mapper().valueToTree(extension.getExtension())));
    }
  }

  private static void put(ObjectNode to, String field, @Nullable String value) {
    if (value != null) {
      to.put(field, value);
    }
  }
}
