package io.podwire.cli.cluster.kubeconfig;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.podwire.cli.cluster.kubeconfig.MergedKubeconfig.Entry;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.ipc.FileFault;
import io.podwire.ipc.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The token in a user's {@code tokenFile}, which may be renewed there. Threads may share it. */
final class FileToken implements OAuthTokenProvider {
  private final Path file;
  private volatile String last;

  private FileToken(Path file, String first) {
    this.file = file;
    this.last = first;
  }

  /** Reads it once; fails in one line if there is none. */
  static FileToken of(Path file, Entry<?> user) {
    try {
      String token = read(file);
      if (token.isEmpty()) {
        throw FailureException.failed(
            String.format(
                Locale.ROOT,
                "the tokenFile %s of user '%s' is empty; log in again, or correct its path in %s",
                file,
                user.name(),
                user.file()));
      }
      return new FileToken(file, token);
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.FAILED,
          String.format(
              Locale.ROOT,
              "the tokenFile %s of user '%s' cannot be read (%s); correct its path in %s, or log in again",
              file,
              user.name(),
              FileFault.words(e),
              user.file()),
          e);
    }
  }

  private static String read(Path file) throws IOException {
    return PlainText.withoutByteOrderMark(Files.readString(file)).strip();
  }

  @Override
  public String getToken() {
    try {
      String token = read(file);
      if (!token.isEmpty()) {
        last = token;
      }
    } catch (IOException e) {
      // replaced at this moment, or gone: the server decides about the last one
    }
    return last;
  }
}
