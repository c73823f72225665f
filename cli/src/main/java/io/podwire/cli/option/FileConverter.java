package io.podwire.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/** Reads the name of a file; {@code -} is stdin or stdout, as if the option were not given. */
public final class FileConverter implements ITypeConverter<Path> {
  @Override
  public @Nullable Path convert(String text) {
    return text.equals("-") ? null : Path.of(text);
  }
}
