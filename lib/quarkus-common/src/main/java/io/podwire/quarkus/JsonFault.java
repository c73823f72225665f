package io.podwire.quarkus;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in one line, without class names, what is wrong with a JSON body. */
final class JsonFault {
  private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at .*\\)$");
  private static final Pattern CLASS_PREFIX = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

  private JsonFault() {}

  static String describe(JsonProcessingException e) {
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return field(e) + e.getCause().getMessage();
    }
    return field(e) + withoutClassNames(e.getOriginalMessage()) + place(e.getLocation());
  }

  private static String field(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."))
        + ": ";
  }

  private static String withoutClassNames(String message) {
    String firstLine = message.lines().findFirst().orElse("").strip();
    return CLASS_PREFIX.matcher(START_MARKER.matcher(firstLine).replaceAll("")).replaceAll("");
  }

  private static String place(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : String.format(
            Locale.ROOT, " (line %d, column %d)", location.getLineNr(), location.getColumnNr());
  }
}
