package io.podwire.sidecar.relay;

/** Why the relay closed a connection before it carried messages. */
public enum Refusal {
  /** No greeting came in time, or the connection was closed before it was whole. */
  SILENT("silent"),
  /** More connections without a greeting came than are borne. */
  CROWDED_OUT("crowded-out"),
  /** The first message is no greeting. */
  MALFORMED("malformed"),
  /** A sidecar of another release. */
  VERSION("version"),
  /** The greeting of a pod that this sidecar does not know, or not yet. */
  UNKNOWN_POD("unknown-pod"),
  /** The greeting of a pod that is connected. */
  CONNECTED("connected"),
  /** The greeting for a route of a run that is not announced, or is taken. */
  ROUTE("route"),
  /** This sidecar is about to stop. */
  STOPPING("stopping"),
  /** No memory, thread or descriptor for it. */
  EXHAUSTED("exhausted");

  private final String label;

  Refusal(String label) {
    this.label = label;
  }

  /** As metrics and logs name it. */
  public String label() {
    return label;
  }
}
