package io.podwire.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Manifests as typed models. Stateless. */
final class Manifests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
  private static final Pattern COMMENT = Pattern.compile("(?m)^#.*$");

  private Manifests() {}

  /** The objects of a stream of YAML documents. */
  static List<HasMetadata> parse(String yaml) {
    List<HasMetadata> objects =
        SEPARATOR
            .splitAsStream(yaml)
            .filter(document -> !COMMENT.matcher(document).replaceAll("").isBlank())
            .map(document -> (HasMetadata) Serialization.unmarshal(document))
            .toList();
    if (objects.isEmpty()) {
      throw new IllegalArgumentException("no object in the manifests: " + yaml);
    }
    return objects;
  }

  /** The objects of all files of a directory but kustomize's own. */
  static List<HasMetadata> readAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .flatMap(file -> parse(read(file)).stream())
          .toList();
    }
  }

  /** The only object of a kind. */
  static <T extends HasMetadata> T only(Class<T> type, List<HasMetadata> objects) {
    List<T> found = all(type, objects);
    if (found.size() != 1) {
      throw new IllegalArgumentException(found.size() + " of " + type + ", 1 expected");
    }
    return found.getFirst();
  }

  /** All objects of a kind. */
  static <T extends HasMetadata> List<T> all(Class<T> type, List<HasMetadata> objects) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The one of a kind and name. */
  static <T extends HasMetadata> T named(String name, Class<T> type, List<HasMetadata> objects) {
    return only(
        type, objects.stream().filter(it -> it.getMetadata().getName().equals(name)).toList());
  }

  /** What two sets of objects are compared by, whatever their order and comments. */
  static Map<String, JsonNode> trees(List<HasMetadata> objects) {
    Map<String, JsonNode> trees = new TreeMap<>();
    for (HasMetadata object : objects) {
      String name = object.getKind() + " " + object.getMetadata().getName();
      trees.put(name, JSON.valueToTree(object));
    }
    return trees;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
