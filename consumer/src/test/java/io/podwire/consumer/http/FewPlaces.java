package io.podwire.consumer.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** So few connections at a time that a test can take all. */
public final class FewPlaces implements QuarkusTestProfile {
  static final int PLACES = 8;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("quarkus.http.limits.max-connections", String.valueOf(PLACES));
  }
}
