package io.podwire.quarkus.http;

/** How long the body of a request may be. Asked on the event loop: does not block. */
public interface BodySizes {
  /** What a specification in JSON may take, whatever it describes. */
  long SPECIFICATION_BYTES = 64 << 10;

  /**
   * The limit of a resource in bytes.
   *
   * @param path of the request, normalized
   */
  long maxBytes(String path);
}
