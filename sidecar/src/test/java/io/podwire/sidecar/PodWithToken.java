package io.podwire.sidecar;

import io.podwire.api.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@link OnePod} whose callers must show a token. */
public class PodWithToken extends OnePod {
  static final AccessToken TOKEN = AccessToken.of("the-token-of-a-test");

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path file = Files.createTempFile("podwire-test", ".token");
      file.toFile().deleteOnExit();
      Map<String, String> all = new HashMap<>(super.getConfigOverrides());
      all.put("podwire.token-file", Files.writeString(file, TOKEN.text()).toString());
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
