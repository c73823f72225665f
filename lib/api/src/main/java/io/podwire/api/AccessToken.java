package io.podwire.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.podwire.ipc.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that callers show before they may change something. Comparisons take the same time
 * whatever is compared. Immutable; no message and no log shows it.
 */
public final class AccessToken {
  /** How short a token may be; one that is made has 43. */
  public static final int MIN_LENGTH = 16;

  /** How long a token may be: with its scheme it must fit into a request's header. */
  public static final int MAX_LENGTH = 1024;

  /** How long the file of a token may be. */
  public static final int MAX_FILE_BYTES = 4096;

  private static final String SCHEME = "Bearer ";
  private static final String PURPOSE = "podwire page session";
  private static final String MAC = "HmacSHA256";
  private static final int RANDOM_BYTES = 32;

  private final String text;

  private AccessToken(String text) {
    this.text = text;
  }

  /** A new one of 256 random bits. */
  public static AccessToken random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * A token of this text, whose white space at either end is not part of it.
   *
   * @throws IllegalArgumentException saying in one line why it can be none
   */
  public static AccessToken of(String raw) {
    String text = raw.strip();
    if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the token has %d characters; %d to %d are allowed",
              text.length(),
              MIN_LENGTH,
              MAX_LENGTH));
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the token has a character that no header may carry; only visible ASCII is allowed");
    }
    return new AccessToken(text);
  }

  /**
   * The token in a file, with white space around it, or a byte order mark before it, at most.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException as {@link #of}, and if it has more than {@value
   *     #MAX_FILE_BYTES} bytes
   */
  public static AccessToken read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "it has more than %d bytes", MAX_FILE_BYTES));
      }
      return of(PlainText.withoutByteOrderMark(new String(bytes, UTF_8)));
    }
  }

  /** The secret itself, for a file that only its owner may read. */
  public String text() {
    return text;
  }

  /** What the header {@code Authorization} of a request says. */
  public String authorization() {
    return SCHEME + text;
  }

  /** Whether a header {@code Authorization} shows this token. */
  public boolean isShownBy(String authorization) {
    return isBearer(authorization)
        && MessageDigest.isEqual(
            text.getBytes(ISO_8859_1),
            authorization.substring(SCHEME.length()).strip().getBytes(ISO_8859_1));
  }

  /** Whether a header {@code Authorization} shows any token, right or wrong. */
  public static boolean isBearer(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** What the page's cookie holds: made of the token, but no way back to it. */
  public String session() {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(text.getBytes(US_ASCII), MAC));
      return HexFormat.of().formatHex(mac.doFinal(PURPOSE.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  /** Whether a cookie is one of this token. */
  public boolean isSession(String cookie) {
    return MessageDigest.isEqual(session().getBytes(US_ASCII), cookie.getBytes(ISO_8859_1));
  }

  @Override
  public String toString() {
    return "AccessToken[not shown]";
  }
}
