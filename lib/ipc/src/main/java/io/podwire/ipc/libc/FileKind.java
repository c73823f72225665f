package io.podwire.ipc.libc;

/** What lies at a path, by its file type (inode(7)). */
public enum FileKind {
  /** A file of bytes. */
  REGULAR(0100000, "a regular file"),
  /** A named pipe. */
  FIFO(0010000, "a FIFO"),
  /** A Unix socket. */
  SOCKET(0140000, "a socket"),
  /** A directory. */
  DIRECTORY(0040000, "a directory"),
  /** A symbolic link, which Podwire does not follow. */
  LINK(0120000, "a symbolic link"),
  /** A block device or a character device. */
  DEVICE(0, "a device");

  private static final int TYPE_MASK = 0170000;

  private final int type;
  private final String words;

  FileKind(int type, String words) {
    this.type = type;
    this.words = words;
  }

  /** The kind that a {@code st_mode} names. */
  static FileKind of(int mode) {
    for (FileKind kind : values()) {
      if (kind.type == (mode & TYPE_MASK)) {
        return kind;
      }
    }
    return DEVICE;
  }

  /** The kind with its article, for messages. */
  public String words() {
    return words;
  }
}
