package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.podwire.api.ResultKey;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The results that a release keeps, the latest first. Immutable. */
final class StoredResults {
  private final String name;
  private final SortedMap<String, String> jsonByKey;

  private StoredResults(String name, SortedMap<String, String> jsonByKey) {
    this.name = name;
    this.jsonByKey = jsonByKey;
  }

  /** Reads them; fails if there is none. */
  static StoredResults read(Cluster cluster, Release release) {
    Map<String, String> texts =
        cluster.configMap(release.results()).map(ConfigMap::getData).orElse(Map.of());
    SortedMap<String, String> found = new TreeMap<>(Collections.reverseOrder());
    texts.forEach(
        (key, json) -> {
          if (ResultKey.isOne(key)) {
            found.put(key, json);
          }
        });
    if (found.isEmpty()) {
      Installation.require(cluster, release); // the better reason, if it is not there
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "release %s in namespace %s has no result yet; podwire cluster run makes one",
              release.name(),
              release.namespace()));
    }
    return new StoredResults("ConfigMap " + release.results(), found);
  }

  int count() {
    return jsonByKey.size();
  }

  /** When each was made, for instance {@code 20261122T203631Z}. */
  List<String> times() {
    return jsonByKey.keySet().stream().map(ResultKey::time).toList();
  }

  /**
   * One of them.
   *
   * @param number 1 for the latest
   */
  Result result(int number) {
    if (number > count()) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "there is no result %d; %s keeps %d, the latest is 1; see --list",
              number,
              name,
              count()));
    }
    String key = jsonByKey.keySet().stream().skip(number - 1L).findFirst().orElseThrow();
    try {
      return ResultReader.plain(
          ResultReader.parse(jsonByKey.getOrDefault(key, ""), name + ", " + key));
    } catch (IllegalArgumentException e) {
      throw new FailureException(
          ExitCode.FAILED,
          e.getMessage() + "; remove that key, or take the podwire of the release's version",
          e);
    }
  }
}
