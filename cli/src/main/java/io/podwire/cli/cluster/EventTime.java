package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.Event;

/** When an event was last seen. Stateless. */
final class EventTime {
  private EventTime() {}

  /** As RFC 3339 writes it, so that texts compare; empty if it is not known. */
  static String of(Event event) {
    if (event.getLastTimestamp() != null) {
      return event.getLastTimestamp();
    }
    return event.getEventTime() == null ? "" : event.getEventTime().getTime();
  }
}
