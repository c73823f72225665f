package io.podwire.cli.option;

import io.podwire.api.AccessToken;
import io.podwire.ipc.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the token in the named file. */
public final class TokenFileConverter implements ITypeConverter<AccessToken> {
  @Override
  public AccessToken convert(String file) {
    if (!Files.isRegularFile(Path.of(file))) {
      throw new TypeConversionException(
          String.format(Locale.ROOT, "%s is no file; name the file of the token", file));
    }
    try {
      return AccessToken.read(Path.of(file));
    } catch (IOException e) {
      throw new TypeConversionException(
          String.format(
              Locale.ROOT,
              "%s cannot be read (%s); take the rights of its owner",
              file,
              FileFault.words(e)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.format(Locale.ROOT, "%s: %s", file, e.getMessage()));
    }
  }
}
