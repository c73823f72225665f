package io.podwire.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over the cells' JSON, fields in alphabetical order and without blanks, so that a file may
 * be laid out anew and no figure of it changed. It guards against a careless hand, not against
 * forgery: whoever edits can compute it too. Stateless.
 */
final class CellsDigest {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private CellsDigest() {}

  /** In 64 hexadecimal digits. */
  static String of(List<Cell> cells) {
    try {
      byte[] json = CANONICAL.writeValueAsBytes(cells);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("cells could not be digested: " + e.getMessage(), e);
    }
  }
}
