package io.podwire.ipc.socket;

/** Why a stranger's connection was closed before its first message was whole. */
public enum Departure {
  /** It has sent nothing, or not all of it, in time, or has closed before. */
  SILENT,
  /** A newer one took its place. */
  CROWDED_OUT
}
