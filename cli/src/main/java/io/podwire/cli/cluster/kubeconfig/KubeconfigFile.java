package io.podwire.cli.cluster.kubeconfig;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.ipc.FileFault;
import io.podwire.ipc.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** One file of a kubeconfig. What is wrong is said without the file's words, which are secret. */
final class KubeconfigFile {
  private KubeconfigFile() {}

  /** What it holds; nothing if it is empty. */
  static Optional<Config> parse(Path file) {
    String text = text(file);
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Serialization.unmarshal(text, Config.class));
    } catch (RuntimeException e) { // the YAML parser's own kinds among them
      throw new FailureException(
          ExitCode.FAILED,
          String.format(
              Locale.ROOT,
              "the kubeconfig %s cannot be understood (%s); kubectl config view --kubeconfig %s checks it",
              file,
              place(e),
              file),
          e);
    }
  }

  private static String text(Path file) {
    try {
      return PlainText.withoutByteOrderMark(Files.readString(file));
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.FAILED,
          String.format(
              Locale.ROOT,
              "the kubeconfig %s cannot be read (%s); check what it is and its permissions",
              file,
              FileFault.words(e)),
          e);
    }
  }

  /** Where it is wrong. */
  private static String place(Throwable thrown) {
    return Stream.iterate(thrown, link -> link != null, Throwable::getCause)
        .flatMap(link -> placed(link).stream())
        .findFirst()
        .orElse("it is no YAML of the kind Config");
  }

  private static Optional<String> placed(Throwable thrown) {
    return switch (thrown) {
      case MarkedYamlEngineException yaml ->
          yaml.getProblemMark()
              .map(
                  mark ->
                      String.format(
                          Locale.ROOT,
                          "no YAML at line %d, column %d",
                          mark.getLine() + 1,
                          mark.getColumn() + 1));
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          Optional.of(
              String.format(Locale.ROOT, "the field %s has the wrong form", field(mapping)));
      default -> Optional.empty();
    };
  }

  private static String field(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getFieldName())
        .collect(Collectors.joining())
        .substring(1);
  }
}
