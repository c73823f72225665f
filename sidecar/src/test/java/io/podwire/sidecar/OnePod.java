package io.podwire.sidecar;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** A pod of its own whose producer and consumer do not run, and a relay on any free port. */
public class OnePod implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    String unique = "t" + UUID.randomUUID().toString().substring(0, 8);
    return Map.of(
        "podwire.pod", "t",
        "podwire.simulated", "true",
        "podwire.channels.directory",
            Path.of(System.getProperty("java.io.tmpdir"), "podwire-" + unique).toString(),
        "podwire.channels.prefix", unique,
        "podwire.producer.url", "http://127.0.0.1:9",
        "podwire.consumer.url", "http://127.0.0.1:9",
        "podwire.relay.port", "0");
  }
}
