package io.podwire.cli.cluster;

/**
 * What is asked of the API server, in the words of a Role.
 *
 * @param verb get, list or create
 * @param resource for instance {@code pods}
 */
record Attempt(String verb, String resource, String namespace) {
  String words() {
    return "%s %s in namespace %s".formatted(verb, resource, namespace);
  }
}
