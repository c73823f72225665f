package io.podwire.quarkus.access;

import io.podwire.api.AccessToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token that all programs of a release share, as {@code podwire.token-file} holds it: shown to
 * other programs, and asked of callers. Threads may share it.
 */
@Singleton
public final class OwnToken {
  private static final String AUTHORIZATION = "Authorization";

  private final @Nullable TokenFile file;

  @Inject
  OwnToken(AccessConfig config) {
    this(config.tokenFile());
  }

  private OwnToken(Optional<Path> file) {
    this.file = file.map(TokenFile::new).orElse(null);
  }

  /** The token in this file. */
  public static OwnToken in(Path file) {
    return new OwnToken(Optional.of(file));
  }

  /** No token: whoever is asked must not ask for one. */
  public static OwnToken none() {
    return new OwnToken(Optional.empty());
  }

  /** The file; null if no token is asked for. */
  @Nullable TokenFile file() {
    return file;
  }

  /**
   * Shows the token in a request to a program of the same release, if there is one. For requests
   * that change something; no other needs it.
   */
  public HttpRequest.Builder show(HttpRequest.Builder request) {
    AccessToken token = file == null ? null : file.read().token();
    return token == null ? request : request.setHeader(AUTHORIZATION, token.authorization());
  }
}
