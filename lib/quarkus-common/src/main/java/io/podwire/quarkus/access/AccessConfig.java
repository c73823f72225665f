package io.podwire.quarkus.access;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which requests a program answers. */
@ConfigMapping(prefix = "podwire")
public interface AccessConfig {
  /**
   * The file that holds the token without which nobody may change anything; all programs of a
   * release share it. If it is not set, everybody may.
   */
  Optional<Path> tokenFile();

  /** The HTTP server. */
  Http http();

  /** The HTTP server. */
  interface Http {
    /**
     * Host names that requests may be for, beside localhost, the own host name and the own
     * addresses.
     */
    Optional<List<String>> hosts();
  }
}
