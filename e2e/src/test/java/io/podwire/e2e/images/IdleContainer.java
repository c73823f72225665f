package io.podwire.e2e.images;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.testcontainers.DockerClientFactory;

/** A container that is never started: a way to look at an image's files. */
record IdleContainer(String id) implements AutoCloseable {
  private static final int READ_BY_ALL = 0444;
  private static final int WRITTEN_BY_OTHERS = 0022;

  /** A file or a folder, whose name ends with a slash then. */
  record FileEntry(String name, long sizeBytes, int mode, boolean isLink) {
    boolean isReadOnlyForAll() {
      return isLink || ((mode & READ_BY_ALL) == READ_BY_ALL && (mode & WRITTEN_BY_OTHERS) == 0);
    }
  }

  static IdleContainer of(String program) {
    return new IdleContainer(engine().createContainerCmd(BuiltImages.name(program)).exec().getId());
  }

  /** The files in {@code folder}, itself first; a NotFoundException if there is none. */
  List<FileEntry> files(String folder) {
    List<FileEntry> files = new ArrayList<>();
    try (InputStream stream = engine().copyArchiveFromContainerCmd(id, folder).exec();
        TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        files.add(new FileEntry(e.getName(), e.getSize(), e.getMode(), e.isSymbolicLink()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @Override
  public void close() {
    engine().removeContainerCmd(id).withForce(true).exec();
  }

  private static DockerClient engine() {
    return DockerClientFactory.instance().client();
  }
}
