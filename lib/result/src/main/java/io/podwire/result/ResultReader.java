package io.podwire.result;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.podwire.ipc.FileFault;
import io.podwire.ipc.PlainText;
import io.podwire.lab.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code podwire.result/1} and trusts nothing: a truncated, foreign or hand-edited file is
 * refused in one line that says where. Stateless.
 */
public final class ResultReader {
  private static final ObjectMapper STRICT =
      Json.mapper()
          .copy()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

  /** What another version may have added is passed over. */
  private static final ObjectMapper LENIENT =
      STRICT.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final Pattern ANY_VERSION = Pattern.compile("podwire\\.result/\\d{1,4}");

  private ResultReader() {}

  /**
   * Reads a file of this version. Its words are made plain, since they may be a stranger's.
   *
   * @throws IllegalArgumentException if it cannot be read or is no result, in one line with the
   *     file's name and the place
   */
  public static Result read(Path file) {
    return plain(parse(text(file), file.toString()));
  }

  /**
   * Reads a file of any version of the format, as far as it has what this version knows; the result
   * keeps the version's name.
   *
   * @throws IllegalArgumentException as {@link #read}
   */
  public static Result readAnyVersion(Path file) {
    return plain(parse(text(file), file.toString(), true));
  }

  /** The same result without control characters in its words. */
  public static Result plain(Result result) {
    return Json.plain().convertValue(result, Result.class);
  }

  private static String text(Path file) {
    try {
      return PlainText.withoutByteOrderMark(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + FileFault.words(e), e);
    }
  }

  /**
   * Reads a text, every character of it as it stands there.
   *
   * @param name of the text in messages
   * @throws IllegalArgumentException as {@link #read}
   */
  public static Result parse(String text, String name) {
    return parse(text, name, false);
  }

  private static Result parse(String text, String name, boolean anyVersion) {
    try {
      boolean foreign = requireSchema(STRICT.readTree(text), name, anyVersion);
      Result result = (foreign ? LENIENT : STRICT).readValue(text, Result.class);
      ResultCheck.check(result, known(STRICT.readTree(text), result, foreign), name);
      return result;
    } catch (JsonEOFException e) {
      throw refused(name, e, "ends in the middle; it was cut off");
    } catch (StreamReadException e) {
      throw refused(name, e, "is not JSON: " + e.getOriginalMessage());
    } catch (JsonMappingException e) {
      throw refused(name, e, pointer(e) + ": " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw refused(name, e, e.getOriginalMessage());
    }
  }

  /** Of another version, only what was understood is to be checked. */
  private static JsonNode known(JsonNode tree, Result result, boolean foreign) {
    return foreign ? Json.mapper().valueToTree(result) : tree;
  }

  /** Whether the schema is another version's. */
  private static boolean requireSchema(JsonNode tree, String name, boolean anyVersion) {
    if (tree.isMissingNode()) {
      throw new IllegalArgumentException(name + ": is empty");
    }
    JsonNode schema = tree.path("schema");
    if (!schema.isTextual()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: is not a result; it has no \"schema\": \"%s\"",
              name,
              Result.SCHEMA));
    }
    boolean foreign = !schema.asText().equals(Result.SCHEMA);
    if (foreign && !(anyVersion && ANY_VERSION.matcher(schema.asText()).matches())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: its schema is %s, and this podwire reads %s",
              name,
              Wrap.oneLine(schema.asText()),
              Result.SCHEMA));
    }
    return foreign;
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
        .collect(Collectors.joining());
  }

  private static IllegalArgumentException refused(
      String name, JsonProcessingException e, String what) {
    JsonLocation at = e.getLocation();
    String place =
        at == null ? "" : String.format(Locale.ROOT, ":%d:%d", at.getLineNr(), at.getColumnNr());
    return new IllegalArgumentException(
        Wrap.oneLine(
            name + place + ": " + what.replaceAll("\\(?[\\w.]*io\\.podwire[\\w.$]*\\)?", "it")),
        e);
  }
}
