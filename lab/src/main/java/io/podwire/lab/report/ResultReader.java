package io.podwire.lab.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  private ResultReader() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it cannot be read or is no result, in one line with the
   *     file's name and the place
   */
  public static Result read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + ": there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(file + ": no permission to read it", e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": not a text in UTF-8, so not a result", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param name of the text in messages
   * @throws IllegalArgumentException as {@link #read}
   */
  public static Result parse(String text, String name) {
    try {
      requireSchema(STRICT.readTree(text), name);
      Result result = STRICT.readValue(text, Result.class);
      ResultCheck.check(result, STRICT.readTree(text), name);
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

  private static void requireSchema(JsonNode tree, String name) {
    if (tree.isMissingNode()) {
      throw new IllegalArgumentException(name + ": is empty");
    }
    JsonNode schema = tree.path("schema");
    if (!schema.isTextual()) {
      throw new IllegalArgumentException(
          "%s: is not a result; it has no \"schema\": \"%s\"".formatted(name, Result.SCHEMA));
    }
    if (!schema.asText().equals(Result.SCHEMA)) {
      throw new IllegalArgumentException(
          "%s: its schema is %s, and this podwire reads %s"
              .formatted(name, Wrap.oneLine(schema.asText()), Result.SCHEMA));
    }
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
        .collect(Collectors.joining());
  }

  private static IllegalArgumentException refused(
      String name, JsonProcessingException e, String what) {
    JsonLocation at = e.getLocation();
    String place = at == null ? "" : ":%d:%d".formatted(at.getLineNr(), at.getColumnNr());
    return new IllegalArgumentException(
        Wrap.oneLine(
            name + place + ": " + what.replaceAll("\\(?[\\w.]*io\\.podwire[\\w.$]*\\)?", "it")),
        e);
  }
}
