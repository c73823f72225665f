package io.podwire.cli.cluster;

import java.util.Locale;

/**
 * What is asked of the API server, in the words of a Role.
 *
 * @param verb get, list or create
 * @param resource for instance {@code pods}
 */
record Attempt(String verb, String resource, String namespace) {
  String words() {
    return String.format(Locale.ROOT, "%s %s in namespace %s", verb, resource, namespace);
  }
}
