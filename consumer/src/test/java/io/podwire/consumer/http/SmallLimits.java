package io.podwire.consumer.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Limits that a test can reach soon. */
public final class SmallLimits implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "podwire.http.body-timeout", "2S",
        "podwire.http.head-timeout", "2S",
        "podwire.http.idle-timeout", "3S");
  }
}
