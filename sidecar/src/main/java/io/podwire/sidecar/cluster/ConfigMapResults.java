package io.podwire.sidecar.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.podwire.result.Result;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The latest results in a ConfigMap that the release's workload owns, so that it goes with it.
 * Threads and sidecars may share it: who loses a race tries again.
 */
public final class ConfigMapResults implements ResultStore {
  private static final Logger LOG = Logger.getLogger("cluster");
  private static final int TRIES = 5;
  private static final int NOT_FOUND = 404; // collected between reading and writing
  private static final int CONFLICT = 409;
  private static final String RELEASE_LABELS = "app.kubernetes.io/";

  private final KubernetesClient client;
  private final Where where;

  /**
   * Which ConfigMap.
   *
   * @param namespace of both
   * @param workload the StatefulSet that owns it
   * @param name of the ConfigMap
   */
  public record Where(String namespace, String workload, String name) {}

  /** Stores there. */
  public ConfigMapResults(KubernetesClient client, Where where) {
    this.client = client;
    this.where = where;
  }

  @Override
  public Optional<String> store(Result result) {
    try {
      for (int attempt = 1; !stored(result, attempt == TRIES); attempt++) {
        LOG.debugf("%s was changed meanwhile; trying again", where.name());
      }
      return Optional.empty();
    } catch (KubernetesClientException | IllegalArgumentException e) {
      String reason = "the result is not stored: " + ApiFault.describe(e);
      LOG.warn(reason);
      return Optional.of(reason);
    }
  }

  /** One try; false if somebody else was faster, which the last try throws. */
  private boolean stored(Result result, boolean last) {
    try {
      ConfigMap present = configMap().get();
      if (present == null) {
        client.resource(with(new ConfigMap(), result)).create();
      } else {
        client.resource(with(present, result)).update(); // refused if its version is not the last
      }
      return true;
    } catch (KubernetesClientException e) {
      if (last || (e.getCode() != CONFLICT && e.getCode() != NOT_FOUND)) {
        throw e;
      }
      return false;
    }
  }

  private Resource<ConfigMap> configMap() {
    return client.configMaps().inNamespace(where.namespace()).withName(where.name());
  }

  /**
   * The ConfigMap with one result more. One that outlived its release, which was installed again at
   * once, gets the new owner: else it would be collected with the old one.
   */
  private ConfigMap with(ConfigMap present, Result result) {
    StatefulSet workload = workload();
    return new ConfigMapBuilder(present)
        .editOrNewMetadata()
        .withName(where.name())
        .withNamespace(where.namespace())
        .addToLabels(labels(workload.getMetadata()))
        .withOwnerReferences(owner(workload))
        .endMetadata()
        .withData(StoredResults.with(documents(present), result))
        .build();
  }

  private StatefulSet workload() {
    StatefulSet workload =
        client
            .apps()
            .statefulSets()
            .inNamespace(where.namespace())
            .withName(where.workload())
            .get();
    if (workload == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no StatefulSet %s that could own it; see podwire.cluster.workload",
              where.workload()));
    }
    return workload;
  }

  private static Map<String, String> labels(ObjectMeta workload) {
    Map<String, String> labels = new TreeMap<>();
    Map<String, String> all = workload.getLabels() == null ? Map.of() : workload.getLabels();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(RELEASE_LABELS)) {
            labels.put(name, value);
          }
        });
    return labels;
  }

  private static OwnerReference owner(StatefulSet workload) {
    return new OwnerReferenceBuilder()
        .withApiVersion("apps/v1")
        .withKind("StatefulSet")
        .withName(workload.getMetadata().getName())
        .withUid(workload.getMetadata().getUid())
        .build();
  }

  @Override
  public Optional<Result> latest() {
    try {
      return StoredResults.latest(documents(configMap().get()));
    } catch (KubernetesClientException | IllegalArgumentException e) {
      LOG.debugf("no stored result: %s", ApiFault.describe(e));
      return Optional.empty();
    }
  }

  private static Map<String, String> documents(@Nullable ConfigMap map) {
    return map == null || map.getData() == null ? Map.of() : map.getData();
  }
}
