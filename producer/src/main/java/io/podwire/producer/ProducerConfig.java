package io.podwire.producer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What only the producer is told. */
@ConfigMapping(prefix = "podwire")
public interface ProducerConfig {
  /** The pod's consumer. */
  Consumer consumer();

  /** The pod's sidecar, who knows the pods. */
  Sidecar sidecar();

  /** The live flow. */
  Live live();

  /** Faults on purpose, to see that they are noticed; never for use. */
  Faults faults();

  /** The pod's consumer. */
  interface Consumer {
    /** Its URL, without a slash at the end. */
    @WithDefault("http://127.0.0.1:8082")
    String url();
  }

  /** The pod's sidecar. */
  interface Sidecar {
    /** Its URL; defaults to the usual port on this host. */
    Optional<String> url();
  }

  /** Faults on purpose: tests of the tests. */
  interface Faults {
    /** A stream leaves out every n-th message as if it were lost; 0 for none. */
    @WithDefault("0")
    long loseEvery();
  }

  /** The live flow. */
  interface Live {
    /** Messages per second of each flow, 1 to 1000. */
    @WithDefault("2")
    int messagesPerSecond();

    /** Length of each message in bytes, 24 to 1024. */
    @WithDefault("64")
    int sizeBytes();
  }
}
