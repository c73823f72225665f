package io.podwire.ipc;

/** The farthest boundary that a mechanism crosses. Ordered from near to far. */
public enum Reach {
  /** Parent and child, which share descriptors. */
  CONTAINER,
  /** Whoever shares the pod's volume or IPC namespace. */
  POD,
  /** Any machine that routes to this one. */
  ANYWHERE
}
