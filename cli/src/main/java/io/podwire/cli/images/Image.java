package io.podwire.cli.images;

/**
 * One of the three images.
 *
 * @param program producer, consumer or sidecar: also the target in the Dockerfile
 */
record Image(String program, String tag) {
  /** As an engine or a manifest names it. */
  String name() {
    return "podwire/" + program + ":" + tag;
  }
}
