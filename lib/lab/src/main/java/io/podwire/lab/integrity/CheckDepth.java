package io.podwire.lab.integrity;

/** How deep a {@link History} looks into a message. */
public enum CheckDepth {
  /** Not at all: messages are counted. */
  COUNT,
  /** At the number that it carries. */
  NUMBER,
  /** At every byte. */
  CONTENT
}
