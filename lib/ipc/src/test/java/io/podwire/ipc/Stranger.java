package io.podwire.ipc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What may lie where a channel expects a file of its own. */
enum Stranger {
  FIFO,
  LINK,
  DANGLING_LINK,
  DIRECTORY,
  TEXT,
  OTHER_USER;

  static final String WORDS = "somebody's measurements of last year";
  private static final int NOBODY = 65_534;

  /** Puts it in place of what is there, if anything. */
  void replace(Path file) throws Exception {
    if (this == OTHER_USER) {
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      Files.setAttribute(file, "unix:uid", NOBODY);
      return;
    }
    Files.deleteIfExists(file);
    switch (this) {
      case FIFO -> new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
      case LINK -> Files.createSymbolicLink(file, Files.writeString(target(file), WORDS));
      case DANGLING_LINK -> Files.createSymbolicLink(file, target(file));
      case DIRECTORY -> Files.createDirectory(file);
      case TEXT -> Files.writeString(file, WORDS);
      case OTHER_USER -> throw new AssertionError("above");
    }
  }

  /** Beside the channel's own directory, which has to be empty of strange names. */
  private static Path target(Path file) {
    return file.resolve("../../target of " + file.getFileName()).normalize();
  }

  /** All that must not change. */
  static Map<String, Object> state(Path file) throws IOException {
    String attributes = "unix:ino,mode,uid,size,lastModifiedTime";
    Map<String, Object> state =
        new TreeMap<>(Files.readAttributes(file, attributes, LinkOption.NOFOLLOW_LINKS));
    Path target = target(file);
    state.put("target", Files.exists(target) ? Files.readString(target) : "nothing");
    return state;
  }
}
